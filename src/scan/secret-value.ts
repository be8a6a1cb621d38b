/**
 * Whether a value can be a secret, told from the value alone.
 *
 * In: a value that stands under a name such as `password`, `token` or `session`, as it was written.
 * Out: yes or no.
 * Promise: linear in the value's first 512 characters, no state. Placeholders, masks and our own tokens are never a secret.
 */
import {
  BRACKETED_NO_VALUE_WORDS,
  CHOSEN_WORDS,
  NO_VALUE_WORDS,
  ORDINARY_WORDS
} from './secret-words.ts'

/** Where an assignment was found: `k=v`, `k: v`, `--k v`, `<k>v</k>`, `?k=v`. */
export type AssignmentSyntax = 'equals' | 'colon' | 'flag' | 'xml' | 'query'

/** A secret shows what it is in its first characters; a body of megabytes must not cost more. */
const LOOKED_AT = 512
/** Below this a value under a weak name (`token: ab12`) is more often an id or a state. */
const SHORTEST_WEAK_SECRET = 8

const BRACKETS = /^[[({<"'`]+|[\])}>"'`]+$/g
/** Characters that stand for hidden ones: `***`, `••••`, `....`, `----`, `xxxx`. */
const ALL_MASK = /^(?:[*•●.…_?#-]+|x{3,}|X{3,})$/u
/** `****1111`, `sk-…abcd`: at most four characters shown on either side. */
const PARTLY_MASKED = /^.{0,4}(?:\*{3,}|•{3,}|\.{3,}|…).{0,4}$/u
/** `ghp_xxxxxxxxxxxx`: a prefix and nothing but filling. */
const FILLED = /^[\w.-]{0,24}?(?:x[x-]{4,}x|X[X-]{4,}X|\*{4,})$/u
/** `[EMAIL_ADDRESS]` and `[EMAIL_ADDRESS:k1:…]`, what our own operators write: the grammar of redact/token.ts, which scan may not import. */
const OWN_TOKEN =
  /^\[(?![A-Z0-9_]*[0-9]{4})(?=[A-Z0-9_]{1,64}[\]:])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*(?::k[1-9][0-9]?:[bcdfghjklmnpqrst]{20})?\]$/
/** `%s`, `%[1]s`, `$1`, `:name`, `@name`, `%(x)s`, `$VAR`, `%VAR%`, `$(command`. */
const PLACEHOLDER =
  /^(?:%(?:\[\d+\])?[-+#0]?[a-zA-Z]|\$\d{1,3}|[:@][a-z_]\w{0,40}|%\(\w{1,40}\)[a-z]|\$[A-Z_][A-Z0-9_]*|%[A-Z_][A-Z0-9_]*%|\$\([^()]{0,80}\)?)$/
/** `{}`, `{0}`, `{{x}}`, `#{x}`, `${X}`, `${X:=$2`, `<your-key>`; what else stands in braces may be a value. */
const TEMPLATE =
  /^(?:[$#]?\{+\s?(?:\d|[A-Za-z_$][A-Za-z_.$ -]{0,60}\d?)?\s?\}+|\$\{[A-Za-z_]\w{0,60}(?::?[-=?+]\$\w{1,3})?\}?|<[A-Za-z_][A-Za-z_. -]{0,60}\d?>)$/
const PRINTED_OBJECT =
  /^\[(?:object \w+|Function(?:: [^\]]{0,80})?|Getter(?:\/Setter)?|Circular[^\]]{0,20})\]$/

/** Whether a value says nothing: null, empty, a boolean, a placeholder, a mask, an earlier token. */
export function isNoValue(value: string): boolean {
  const text = value.trim()
  if (text.length > LOOKED_AT) return false
  if (text === '' || ALL_MASK.test(text) || PARTLY_MASKED.test(text) || FILLED.test(text))
    return true
  if (PLACEHOLDER.test(text) || TEMPLATE.test(text)) return true
  if (OWN_TOKEN.test(text) || PRINTED_OBJECT.test(text)) return true
  return isNoValueWord(text)
}

function isNoValueWord(text: string): boolean {
  const bare = text.replace(BRACKETS, '')
  const word = bare
    .replace(/^\*+|\*+$/g, '')
    .replace(/[ -]/g, '_')
    .toLowerCase()
  if (bare === '' || NO_VALUE_WORDS.has(word)) return true
  return bare.length < text.length && BRACKETED_NO_VALUE_WORDS.has(word)
}

const UUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i
const URL = /^[a-z][a-z0-9+.-]{1,20}:\/\//i
const EMAIL = /^[^\s@]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}$/i
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?\.){1,8}[a-z]{2,24}(?::\d{1,5})?$/
const ADDRESS =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\]?)(?:[:/]\d{1,5})?$/i
const DATE =
  /^\d{4}-?\d{2}-?\d{2}(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/
const WEEKDAY_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? /
const NUMBER = /^[+-]?(?:\d[\d.,_]{0,30}|\d{1,20}(?:\.\d{1,20})?e[+-]?\d{1,3}|0x[0-9a-f]{1,16})%?$/i
const DURATION = /^(?:\d{1,12}(?:\.\d{1,9})?(?:ns|us|µs|ms|s|m|h|d|w|y|kb|mb|gb|b)){1,5}$/i
const VERSION = /^[a-z]{0,3}\d{1,5}(?:\.\d{1,8}){1,4}(?:[-+._][\w.+-]{1,40})?$/i
/** Longer than any 64-bit integer or epoch in nanoseconds: a number that long is drawn at random. */
const LONG_DIGITS = /^\d{20,}$/

/** A path with something printed in it; base64 has slashes too, but no brackets. */
const PRINTED_PATH = /^(?=.*\/).*\[/
/** `/root/.cache/x`, `C:\app`: base64 may begin with a slash, but not with the name of a folder that every system has. */
const ROOTED_PATH =
  /^(?:~|\.{1,2}|\/(?:root|home|tmp|usr|var|etc|opt|srv|mnt|media|dev|proc|sys|run|bin|sbin|lib|lib64|boot|private|Users|Volumes|Library|Applications|System|nix|snap|data|app|apps|src|code|go|build|builds|work|workdir|workspace|workspaces|github|node_modules)|[A-Za-z]:)(?:[\\/][\w .@()+~$-]{0,80}){0,40}$/
/** What git's trace2 and others name a run by: when it began, and where. */
const STAMPED_ID = /^\d{8}T\d{6}(?:\.\d{1,9})?Z?-[\w/.-]{1,200}$/
/** libgcrypt prints the numbers of a signature so. */
const PRINTED_NUMBER = /^\+[0-9A-Fa-f]{16,}\s?\\?$/

const ORDINARY_SHAPES: readonly RegExp[] = [
  PRINTED_PATH,
  ROOTED_PATH,
  STAMPED_ID,
  PRINTED_NUMBER,
  URL,
  EMAIL,
  HOST,
  ADDRESS,
  DATE,
  WEEKDAY_DATE,
  NUMBER,
  DURATION,
  VERSION
]

/** `Bearer x`, `Basic x`: what comes after the scheme is what matters. */
const SCHEME =
  /^(?:bearer|basic|token|apikey|api-key|digest|jwt|negotiate|ntlm|hmac|signature|ssws|aws4-hmac-sha256)\s+/i

/** Whether a value under a weak name (token, session, key) looks drawn at random rather than chosen from words. */
export function looksLikeSecret(value: string): boolean {
  const text = value.trim().slice(0, LOOKED_AT).replace(SCHEME, '')
  if (text.length < SHORTEST_WEAK_SECRET || isNoValue(text)) return false
  if (ORDINARY_WORDS.has(text.toLowerCase())) return false
  if (UUID.test(text)) return !isMonotonous(text)
  if (LONG_DIGITS.test(text)) return !isMonotonous(text)
  if (ORDINARY_SHAPES.some((shape) => shape.test(text))) return false
  return countRandom(text) >= SHORTEST_WEAK_SECRET
}

/** Characters in the parts of a value that no words make up. */
function countRandom(text: string): number {
  let count = 0
  for (const part of text.split(/[^A-Za-z0-9]+/)) {
    if (isRandomPart(part)) count += part.length
  }
  return count > 0 && !isMonotonous(text) ? count : 0
}

/** `aaaaaaaa`, `00000000-0000-…`, `1a1a1a1a`: filling, not a secret. */
function isMonotonous(text: string): boolean {
  return new Set(text.toLowerCase().replace(/[^a-z0-9]/g, '')).size < 5
}

function isRandomPart(part: string): boolean {
  if (part.length < 4) return false
  const changes = part.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0
  if (changes === 0) return /^[A-Za-z]+$/.test(part) && isGibberish(part)
  if (changes >= 3 && part.length >= 6) return true
  if (changes === 2 && part.length >= 12) return !/^[A-Z]?[a-z]+\d{1,4}[A-Z]?[a-z]+$/.test(part)
  return isGibberish(part) || isHex(part)
}

/** A piece of a UUID or digest such as `ff083f76`, `550e8400`; `abc123` and `face2` are too short to tell. */
function isHex(part: string): boolean {
  return part.length >= 8 && /^(?:[0-9a-f]+|[0-9A-F]+)$/.test(part)
}

/** Letters that make no words: humps too short (`kvmUhSulFG`), or hardly a vowel (`xkqzvwpnrt`). */
function isGibberish(part: string): boolean {
  const letters = part.replace(/\d+/g, '')
  if (letters.length < 10) return false
  const humps = letters.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g)?.length ?? 1
  if (humps >= 4 && letters.length / humps < 3.2) return true
  return letters.length >= 12 && /[^aeiouyAEIOUY]{7}/.test(letters)
}

/**
 * Whether the value of an assignment in free text is a secret.
 *
 * Under a strong name (`password=`) everything is one but ordinary words, placeholders, types and code;
 * under a weak one (`token=`) only what looks drawn at random.
 */
export function isAssignedSecret(
  value: string,
  strongKey: boolean,
  syntax: AssignmentSyntax
): boolean {
  const whole = value.trim().slice(0, LOOKED_AT)
  const text = whole.replace(TRAILING, '') || whole
  if (isNoValue(whole) || isNoValue(text) || isNoValue(whole.replace(SCHEME, ''))) return false
  if (ENCODED_LINE_END.test(whole)) return false
  if (!strongKey) return looksLikeSecret(text)
  if (syntax === 'xml' || syntax === 'query') return true
  if (syntax === 'flag' && text.startsWith('-')) return false
  if (isPath(text)) return false
  return !isShortNumber(text) && !isCode(whole) && !isCode(text) && !isProse(text, syntax)
}

/** `secret+key:%0A%22…`: the line ends at the colon, as a prompt's does. */
const ENCODED_LINE_END = /^(?:%20|\+){0,2}%0[ad]/i

/** Punctuation of the sentence or code around the assignment. */
const TRAILING = /[.,;:!?)\]}]+$/

/** `PWD=/srv/app`, `secret=/run/secrets/db`: where a secret lies, or no secret at all. */
const PATH = /^(?:~|\.{1,2})?(?:\/[\w.@+-]{1,80}){2,30}\/?$/

/** Whether a value is the path of a file or folder rather than what base64 makes of a key. */
export function isPath(value: string): boolean {
  if (value === '/' || ROOTED_PATH.test(value)) return true
  return (
    PATH.test(value) && !value.split('/').some((part) => part.length >= 12 && isRandomPart(part))
  )
}

/** `password=0`, `secret: 12`: a switch or a count. */
function isShortNumber(text: string): boolean {
  return /^\d{1,2}$/.test(text)
}

/** `req.body.password`, `process.env.DB_PASSWORD`, `getPassword()`: the name of a secret, not the secret. */
const REFERENCE =
  /^(?:process|req|request|res|response|ctx|context|this|self|config|cfg|options|opts|args|params|env|os|props|state|user|body|settings|secrets|var|local|data|input|form|payload|event|account|credentials)(?:\??\.|->|::)[\w$.?:>-]{1,80}(?:[([].{0,80})?$/
const CALL =
  /^(?:new |await )?(?:get|read|load|fetch|decrypt|encrypt|hash|env|find|parse|generate|create|require|prompt)\w*\(/i
/** `lexer.get_token()`, `ObjectIdentifier("1.2")`: a call on something, or with a quoted argument. */
const DOTTED_CALL = /^[A-Za-z_$][\w$]{0,60}(?:(?:\.[A-Za-z_$][\w$]{0,60}){1,6}\(|\(["'`])/
const NAME_OF_SECRET = /(?:pass|secret|token|key|cred|auth|cookie|pin)/i

/** Documentation about the name; a secret inside of it is found by its own shape. */
const WEB_LINK = /^https?:\/\//i
/** `\`vault read x\``: what a shell puts in the value's place. */
const SHELL_COMMAND =
  /^(?:sudo )?(?:cat|echo|printenv|grep|awk|sed|head|tail|jq|yq|base64|openssl|curl|aws|gcloud|az|vault|kubectl|etcdctl|consul|op|pass|security|secret-tool|docker|terraform|doppler|pwgen|uuidgen|date|whoami) [\w-]/
/** `{SumoAccessKey`, whose closing brace the reader took for the sentence's. */
const CUT_TEMPLATE = /^\{[A-Za-z_][A-Za-z_.]{2,40}$/

function isCode(text: string): boolean {
  return (
    WEB_LINK.test(text) ||
    CUT_TEMPLATE.test(text) ||
    SHELL_COMMAND.test(text) ||
    CALL.test(text) ||
    DOTTED_CALL.test(text) ||
    (REFERENCE.test(text) && (text.endsWith('(') || NAME_OF_SECRET.test(text)))
  )
}

function isProse(text: string, syntax: AssignmentSyntax): boolean {
  const words = text
    .replace(SCHEME, '')
    .toLowerCase()
    .split(/\s+/, 6)
    .map((word) => word.replace(WORD_EDGES, ''))
  const [first] = words
  if (first === undefined || first === '') return false
  if (syntax === 'colon') return ORDINARY_WORDS.has(first)
  return words.every((word) => ORDINARY_WORDS.has(word) && !CHOSEN_WORDS.has(word))
}

/** Quotes and brackets around a word, the size of a type (`varchar(255)`), punctuation. */
const WORD_EDGES = /^["'`([{]+|[(<[].*$|["'`)\]}.,;:!?]+$/g
