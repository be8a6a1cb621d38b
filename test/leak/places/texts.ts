/** Places in texts of other formats, as a service receives and prints them. */
import { asFieldAndMessage, type Place } from './place.ts'

type Text = Parameters<typeof asFieldAndMessage>[0]

/** Characters that would end the value in that format are the writer's to encode. */
const enc = encodeURIComponent
const WIDE = { 'signed URL': 'they belong to the value', 'e-mail': 'letters belong to its name' }
const MULTILINE = { PEM: 'it has several lines' }
const HEADER = { 'Korean password': 'a header is ASCII', PEM: 'it has several lines' }
const xml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
/** `Bearer x` and the like keep their shape; a bare word in front would not. */
const pair = (key: string, mark: string, value: string): string => `${key}${mark}${value}`

const TEXTS: readonly Text[] = [
  {
    name: 'a query string',
    holds: 'text',
    text: ({ key, value }) => `GET /p/q?a=1&${enc(key)}=${enc(value)}&b=2 HTTP/1.1`
  },
  {
    name: 'a form body',
    holds: 'text',
    text: ({ key, value }) => `a=1&${key}=${enc(value).replace(/%20/g, '+')}&b=2`,
    not: { PEM: 'nobody sends it so' }
  },
  {
    name: 'a percent-encoded form field',
    holds: 'text',
    text: ({ key, value }) => `x=1&user%5B${enc(key)}%5D=${enc(value)}&y=2`
  },
  {
    name: 'multipart',
    holds: 'text',
    text: ({ key, value }) =>
      `--b7\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n--b7--\r\n`
  },
  {
    name: 'multipart with a type',
    holds: 'text',
    text: ({ key, value }) =>
      `--b7\r\nContent-Disposition: form-data; name="${key}"\r\nContent-Type: text/plain\r\n\r\n${value}\r\n--b7--\r\n`
  },
  {
    name: 'an XML element',
    holds: 'text',
    text: ({ key, value }) => `<r><${key}>${xml(value)}</${key}><n>1</n></r>`
  },
  {
    name: 'an XML element with a prefix and attributes',
    holds: 'text',
    text: ({ key, value }) => `<s:r><wsse:${key} Type="#T">${xml(value)}</wsse:${key}></s:r>`
  },
  {
    name: 'an XML attribute',
    holds: 'text',
    text: ({ key, value }) => `<user ${key}="${xml(value)}" id="3"/>`
  },
  {
    name: 'CDATA',
    holds: 'text',
    text: ({ key, value }) => `<${key}><![CDATA[${value}]]></${key}>`
  },
  {
    name: 'an HTML input',
    holds: 'text',
    text: ({ key, value }) => `<input type="hidden" name="${key}" value="${xml(value)}">`
  },
  {
    name: 'a command line',
    holds: 'text',
    text: ({ key, value }) => `spawn tool --quiet --${key} '${value}' --last`,
    not: MULTILINE
  },
  {
    name: 'a command line with =',
    holds: 'text',
    text: ({ key, value }) => `spawn tool --quiet --${key}="${value}" --last`,
    not: MULTILINE
  },
  {
    name: 'a header of a request',
    holds: 'text',
    not: HEADER,
    text: ({ key, value }) =>
      `POST /x HTTP/1.1\r\nHost: a.example.com\r\n${key}: ${value}\r\nAccept: */*\r\n\r\n`
  },
  {
    name: 'a header given to curl',
    holds: 'text',
    not: HEADER,
    text: ({ key, value }) => `curl -s -H '${key}: ${value}' https://a.example.com/x`
  },
  {
    name: 'a cookie header',
    holds: 'text',
    whole: true,
    not: { ...HEADER, cookie: 'a cookie in a cookie' },
    text: ({ key, value }) => `Cookie: theme=dark; ${key}=${enc(value)}; lang=en`
  },
  {
    name: 'logfmt',
    holds: 'text',
    text: ({ key, value }) => `level=info ${key}="${value}" took=3ms`,
    not: MULTILINE
  },
  {
    name: 'YAML',
    holds: 'text',
    text: ({ key, value }) => `user:\n  id: 7\n  ${pair(key, ': ', `"${value}"`)}\n  ok: true\n`,
    not: MULTILINE
  },
  {
    name: 'bare YAML',
    holds: 'text',
    text: ({ key, value }) => `user:\n  id: 7\n  ${pair(key, ': ', value)}\n  ok: true\n`,
    not: MULTILINE
  },
  {
    name: 'a Kubernetes environment',
    holds: 'text',
    text: ({ key, value }) =>
      `env:\n  - name: ${key}\n    value: "${value}"\n  - name: B\n    value: "2"\n`,
    not: MULTILINE
  },
  {
    name: 'an .env file',
    holds: 'text',
    text: ({ key, value }) => `PORT=80\n${key}=${value}\nNODE_ENV=test\n`,
    not: MULTILINE
  },
  {
    name: 'INI',
    holds: 'text',
    text: ({ key, value }) => `[db]\nhost = a.example.com\n${key} = ${value}\n`,
    not: MULTILINE
  },
  {
    name: 'TOML',
    holds: 'text',
    text: ({ key, value }) => `[db]\n${key} = "${value}"\nport = 1\n`,
    not: MULTILINE
  },
  {
    name: 'a shell export',
    holds: 'text',
    text: ({ key, value }) => `export A=1; export ${key}='${value}'; run`,
    not: MULTILINE
  },
  {
    name: 'a Python dict',
    holds: 'text',
    text: ({ key, value }) => `{'id': 7, '${key}': '${value}', 'ok': True}`,
    not: MULTILINE
  },
  {
    name: 'a Ruby hash',
    holds: 'text',
    text: ({ key, value }) => `{:id=>7, "${key}"=>"${value}", :ok=>true}`,
    not: MULTILINE
  },
  {
    name: 'a PHP array',
    holds: 'text',
    text: ({ key, value }) => `Array\n(\n    [id] => 7\n    [${key}] => ${value}\n    [ok] => 1\n)`,
    not: MULTILINE
  },
  {
    name: 'an object as Node prints it',
    holds: 'text',
    text: ({ key, value }) => `{ id: 7, '${key}': '${value}', ok: true }`,
    not: MULTILINE
  },
  {
    name: 'an object as Java prints it',
    holds: 'text',
    text: ({ key, value }) => `User(id=7, ${key}=${value}, ok=true)`,
    not: MULTILINE
  },
  {
    name: 'a struct as Go prints it',
    holds: 'text',
    text: ({ key, value }) => `{Id:7 ${key}:${value} Ok:true}`,
    not: MULTILINE
  },
  {
    name: 'a protobuf as text',
    holds: 'text',
    text: ({ key, value }) => `user { id: 7 ${key}: "${value}" ok: true }`,
    not: MULTILINE
  },
  {
    name: 'SQL with a literal',
    holds: 'text',
    text: ({ key, value }) => `UPDATE accounts SET ${key} = '${value}' WHERE id = 7`,
    not: MULTILINE
  },
  {
    name: 'GraphQL',
    holds: 'text',
    text: ({ key, value }) => `mutation { signIn(id: 7, ${key}: "${value}") { ok } }`,
    not: MULTILINE
  },
  {
    name: 'a stack trace',
    holds: 'text',
    text: ({ words }) =>
      `Error: no user: ${words}\n    at find (/srv/app/users.js:10:5)\n    at async /srv/app/index.js:3:1`
  },
  {
    name: 'a line of an access log',
    holds: 'text',
    text: ({ key, value }) =>
      `10.0.0.1 - - [23/Nov/2026:13:00:00 +0000] "POST /login?${enc(key)}=${enc(value)} HTTP/1.1" 200 512 "-" "curl/8.5.0"`
  },
  {
    name: 'CSV without a header',
    holds: 'value',
    text: ({ value }) => `7,${value},"${value}",true`,
    not: MULTILINE
  },
  {
    name: 'a Markdown link',
    holds: 'value',
    text: ({ value }) => `see [it](x) **${value}** |${value}|`,
    not: { ...MULTILINE }
  },
  {
    name: 'a terminal with colours',
    holds: 'text',
    text: ({ words }) => `\u001b[32m${words}\u001b[0m \u001b[1mok\u001b[22m`
  },
  { name: 'a tab-separated line', holds: 'value', text: ({ value }) => `7\t${value}\ttrue` },
  {
    name: 'right to left and zero-width marks around it',
    holds: 'value',
    not: WIDE,
    text: ({ value }) => `\u200b${value}\u200b \u202e${value}\u202c`
  },
  {
    name: 'emoji around it',
    holds: 'value',
    not: WIDE,
    text: ({ value }) => `👋${value}👋 é${value}é`
  }
]

export const TEXT_PLACES: readonly Place[] = TEXTS.flatMap(asFieldAndMessage)
