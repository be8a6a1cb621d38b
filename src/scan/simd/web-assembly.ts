/** The part of WebAssembly's JavaScript interface that is used; Node's types leave it to the browser's. */
export type WebAssemblyApi = {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Memory: new (size: {
    initial: number
  }) => { buffer: ArrayBuffer; grow(pages: number): number }
  readonly Instance: new (module: object, imports: object) => { readonly exports: object }
}
