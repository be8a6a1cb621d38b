/**
 * Ordinary words of logs, which are no secret wherever they stand.
 *
 * In: nothing. Out: lower-case words, as sets.
 * Promise: what is in ORDINARY_WORDS and yet chosen as a password is in CHOSEN_WORDS too.
 */

function toSet(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(' ').split(' '))
}

/** Values that say that there is none, or that it was taken out. Compared without brackets and in lower case. */
export const NO_VALUE_WORDS: ReadonlySet<string> = toSet(
  'null nil none undefined nan true false yes no on off empty unset missing absent blank void',
  'redacted filtered masked hidden removed omitted scrubbed censored sanitized suppressed',
  'n/a na not_set notset not_available unavailable unspecified unknown tbd circular'
)

/** The same, but only inside brackets: bare, they could be somebody's password. */
export const BRACKETED_NO_VALUE_WORDS: ReadonlySet<string> = toSet(
  'secret private protected encrypted sensitive password token key credentials object array function',
  'map set symbol buffer date error value string number boolean bytes binary data'
)

/** What follows `password:` or `token=` in messages, code, schemas and configuration without being one. */
export const ORDINARY_WORDS: ReadonlySet<string> = toSet(
  // states and results
  'ok okay success successful successfully succeeded failure failed fails failing fail error errors errored',
  'invalid valid validated verified unverified incorrect wrong mismatch mismatched matched matches match',
  'expired expires expiring expiry active inactive enabled disabled enable disable allowed denied deny allow',
  'accepted rejected reject granted revoked blocked locked unlocked pending started starting start stopped',
  'stopping stop running ready done finished complete completed incomplete created creating updated updating',
  'deleted deleting added adding changed changing modified reset resetting rotated rotating refreshed refreshing',
  'renewed loaded loading saved saving stored cached found exists existing exist present received sent sending',
  'initialized initializing initialised connected connecting disconnected reconnecting authenticated unauthenticated',
  'authorized unauthorized authorised unauthorised anonymous forbidden timeout timedout retry retrying skipped',
  'skipping ignored ignoring required optional mandatory supported unsupported deprecated configured',
  'unconfigured provided supplied specified given passed generated generating assigned available used unused using',
  'use uses set sets unchanged same different identical equal equals new old current previous next last first',
  'malformed corrupt corrupted stale fresh unexpected expected open opened opening closed closing close',
  'logged signed login logout signin signout signup attempt attempts attempted warning info debug trace notice',
  'cleared clear cleaned evicted hit miss hits misses ended idle busy terminated aborted cancelled canceled',
  'encrypted decrypted hashed unencrypted plaintext plain strong weak short long too',
  // small words of prose
  'a an and any are as at be because been before after being but by can cannot could did do does doing',
  'for from had has have having if in into is isn its it it’s just may might more most must never',
  'of or our out over please should shall since so some such than that the their them then there these',
  'they this those through to under until up upon via was wasn we were what when where which while who whose',
  'why will with within without won would you your only also already always again all each every both between',
  'during here how however instead let like many much need needs needed near nor now per see still though',
  'about above below against along another other others own once not no yes one two three less least either',
  'neither enough even ever far few he her him his i me mine my she us yet',
  // what messages speak of
  'contain contains containing consist character characters chars char length letters digits digit minimum',
  'maximum min max least exactly bytes bits times seconds minutes hours days day ago today tomorrow yesterday',
  'enter enters entered type types typed choose chosen click confirm confirmed confirmation repeat forgot',
  'forgotten remember change update create delete remove removes removing check checks checked checking verify',
  'verifies verifying verification validate validates validating validation rotate refresh renew request',
  'requests requested requires requiring response responses return returned returns read reading write writing',
  'written copy paste show hide visible show shown store keep provide supply specify try tried trying got get',
  'gets getting fetch fetched fetching lookup exceeded limit limits policy rules rule format field fields input',
  'header headers body query param params parameter parameters option options argument arguments property',
  'property name names user users username userid account accounts email client clients server service services',
  'session sessions cookie cookies credential access refresh login auth authentication authorization',
  'authenticating authorizing permission permissions role roles scope scopes grant grants issuer audience subject',
  'provider providers method methods flow process processing processed handler middleware callback redirect',
  'endpoint database connection connections config configuration environment variable variables file files path',
  'directory cache caches storage bucket memory disk table column columns row rows index primary foreign unique',
  'attribute attributes element elements node nodes id ids identifier count counts size total number numbers',
  'version versions status state states result results reason code codes message messages event events time date',
  'section details detail leave tip hint hints note notes help usage example examples default defaults',
  // types and values of programs and schemas
  'string str text varchar char nvarchar bytea blob int integer int32 int64 uint64 bigint smallint long short float',
  'double decimal numeric number bool boolean object obj array list dict map tuple enum struct class interface',
  'function func fn lambda async await promise buffer bytes byte symbol record date datetime timestamp timestamptz uuid guid',
  'json xml yaml html csv jwt jwe jws oauth oauth2 oidc saml sso basic bearer digest negotiate ntlm kerberos hmac',
  'aws4-hmac-sha256 sha1 sha256 sha512 md5 bcrypt argon2 scrypt pbkdf2 rsa ecdsa ed25519 aes hs256 rs256 es256',
  'base64 hex utf8 utf-8 ascii public include same-origin omit strict lax native local global internal',
  'amd64 i386 i686 arm64 armhf armel ppc64el s390x riscv64 x86_64 aarch64 noarch',
  'token tokens key keys external remote manual automatic auto inherit sha-256 self this const var return export import if else'
)

/** Ordinary words that people and installers also choose: no secret in `password: access denied`, one in `password=access`. */
export const CHOSEN_WORDS: ReadonlySet<string> = toSet(
  'token key access login user users username default defaults service services database client server account internal',
  'public local native global remote manual change update example examples remember forgot forgotten',
  'strong plain fresh letters name names email file files trace node nodes json',
  'success first last next again please enter input session sessions string symbol oauth jwt buffer never always'
)
