/**
 * Columns of numbers in a file of JSON.
 *
 * In: plain data with typed arrays and Maps in it. Out: JSON, all numbers of all columns in one text of base64; and back.
 * Promise: what comes back is equal to what went in. JSON's own numbers would take ten times as long to read.
 */

export type Packed = { readonly shape: unknown; readonly bytes: string }

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array
const TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i32: Int32Array } as const
type TypeName = keyof typeof TYPES

/** Stands under the empty key, which no data has. A column is kept in the narrowest type, and where it is nearly empty, as what is in it. */
type Mark =
  | readonly [kind: 'column', type: TypeName, kept: TypeName, from: number, length: number]
  | readonly [kind: 'sparse', type: TypeName, length: number, places: unknown, values: unknown]
  | readonly [kind: 'map', entries: unknown]

/** Columns of which fewer are not zero are kept as places and values. */
const SPARSE = 1 / 8
const ALIGNMENT = 4

export function packColumns(data: unknown): Packed {
  const chunks: Uint8Array[] = []
  let size = 0
  const shape = pack(data)
  return { shape, bytes: Buffer.concat(chunks).toString('base64') }

  function pack(value: unknown): unknown {
    if (isColumn(value)) return { '': packColumn(value) }
    if (value instanceof Map) return { '': ['map', pack([...value])] satisfies Mark }
    if (Array.isArray(value)) return value.map(pack)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, pack(each)]))
  }

  function packColumn(column: Column): Mark {
    const type = typeOf(column)
    const places = [...column.keys()].filter((i) => column[i] !== 0)
    if (places.length < column.length * SPARSE) {
      const values = new TYPES[type](places.map((i) => column[i] as number))
      return ['sparse', type, column.length, pack(Uint32Array.from(places)), pack(values)]
    }
    const kept = narrowest(column)
    const from = size
    add(new Uint8Array(new TYPES[kept](column).buffer))
    return ['column', type, kept, from, column.length]
  }

  function add(bytes: Uint8Array): void {
    const padding = (ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT
    chunks.push(bytes, new Uint8Array(padding))
    size += bytes.length + padding
  }
}

export function unpackColumns({ shape, bytes }: Packed): unknown {
  // a copy of its own: what Buffer gives out may begin anywhere
  const { buffer } = new Uint8Array(Buffer.from(bytes, 'base64'))
  return unpack(shape)

  function unpack(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(unpack)
    if (typeof value !== 'object' || value === null) return value
    const mark = (value as { readonly ''?: Mark })['']
    if (mark !== undefined) return unpackMark(mark)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unpack(each)]))
  }

  function unpackMark(mark: Mark): unknown {
    if (mark[0] === 'map') return new Map(unpack(mark[1]) as [unknown, unknown][])
    if (mark[0] === 'column') return unpackColumn(mark)
    const [, type, length, places, values] = mark
    const column = new TYPES[type](length)
    const found = unpack(values) as Column
    const from = unpack(places) as Column
    for (let i = 0; i < from.length; i++) column[from[i] as number] = found[i] as number
    return column
  }

  function unpackColumn([, type, kept, from, length]: Extract<
    Mark,
    readonly ['column', ...unknown[]]
  >): Column {
    if (!IS_LITTLE_ENDIAN) swap(new Uint8Array(buffer, from), TYPES[kept].BYTES_PER_ELEMENT, length)
    const column = new TYPES[kept](buffer, from, length)
    return type === kept ? column : new TYPES[type](column)
  }
}

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

function swap(bytes: Uint8Array, width: number, length: number): void {
  for (let i = 0; i < length; i++) bytes.subarray(i * width, (i + 1) * width).reverse()
}

function isColumn(value: unknown): value is Column {
  return Object.values(TYPES).some((type) => value instanceof type)
}

function typeOf(column: Column): TypeName {
  const names = Object.keys(TYPES) as TypeName[]
  return names.find((name) => column instanceof TYPES[name]) as TypeName
}

function narrowest(column: Column): TypeName {
  let least = 0
  let most = 0
  for (const value of column) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  if (least < 0) return 'i32'
  return most < 2 ** 8 ? 'u8' : most < 2 ** 16 ? 'u16' : 'u32'
}
