/**
 * What looks like an e-mail address and is a file, a package, a unit or an object.
 *
 * In: matched text, `local@domain`. Out: whether the domain can be one that gets mail.
 * Promise: `logo@2x.png`, `react@18.2.0`, `pkg@1.0.0-beta.rc`, `user@1000.service` and `Thread@6d06d69c.run` are none.
 *
 * Sources: RFC 5321 section 4.5.3.1 for the lengths; IANA's root zone database for domains of two letters; systemd.unit(5) for unit suffixes.
 */

/** Suffixes of files and units that stand after `name@x.` in logs; none of them is a top-level domain with mail. */
const SUFFIXES: ReadonlySet<string> = new Set(
  (
    'png jpg jpeg gif svg webp avif ico bmp tiff heic mp4 webm woff woff2 ttf otf eot pdf ' +
    'js mjs cjs jsx ts mts cts tsx css scss sass less html htm json jsonc yaml yml xml toml lock map wasm node vue ' +
    'java class jar war kt scala rb py pyc go rs cpp hpp php sql log txt csv ndjson bak tmp conf cfg ini env ' +
    'gz tgz tar bz2 xz zst deb rpm exe dll dylib dmg pkg apk ipa iso ' +
    'service socket target timer mount automount slice scope swap device path'
  ).split(' ')
)

/** Countries' domains (ISO 3166-1 and what IANA keeps beside it): of 676 pairs of letters a dump of bytes shows 428 that are none. */
const COUNTRIES =
  'ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk um us uy uz va vc ve vg vi vn vu wf ws ye yt yu za zm zw'

/** Whether the part after the `@` is a plausible mail domain and the part before it a plausible mailbox. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at)
  const labels = text.slice(at + 1).split('.')
  if (at < 1 || at > 64 || text.length - at > 256) return false
  return areMailLabels(labels) && !isJavaObject(local, labels)
}

function areMailLabels(labels: readonly string[]): boolean {
  const top = (labels.at(-1) ?? '').toLowerCase()
  if (labels.length < 2 || top.length < 2 || SUFFIXES.has(top) || /^[0-9]+$/.test(top)) return false
  if (/^[a-z]{2}$/.test(top) && !COUNTRIES.includes(top)) return false
  // a version: 18.2.0, v1.2.3-rc.x
  if (/^v?[0-9]+$/.test(labels[0] ?? '') && /^[0-9]/.test(labels[1] ?? '')) return false
  return labels.every((label) => label !== '' && label.length <= 63 && !/^-|-$/.test(label))
}

/** `com.acme.Worker@1b2c3d4e.run`: a class and its identity hash. */
function isJavaObject(local: string, labels: readonly string[]): boolean {
  return /(?:^|[.$])[A-Z]/.test(local) && /^(?=.*[0-9])[0-9a-f]{5,8}$/.test(labels[0] ?? '')
}
