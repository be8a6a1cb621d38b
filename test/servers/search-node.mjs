/**
 * A real OpenSearch or Elasticsearch: one node without security, unpacked into a folder of its own.
 *
 * Needs a JDK of 21 or later (OPENSEARCH_JAVA_HOME, JAVA_HOME, or below /usr/lib/jvm), Maven and unzip. Neither runs as
 * root: then it is run as `nobody`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheFolder, freePort, mustRun, NotHere, startServer } from './cache.mjs'

const KINDS = {
  opensearch: { name: 'OpenSearch', version: '3.8.0', group: 'org.opensearch', settings: '' },
  elasticsearch: {
    name: 'Elasticsearch',
    version: '9.5.3',
    group: 'org.elasticsearch',
    settings: 'xpack.security.enabled: false\nxpack.ml.enabled: false\n'
  }
}

const JVMS = '/usr/lib/jvm'
const OLDEST_JAVA = 21
const NOBODY = '65534'

/** @param {string} name */
function findJava(name) {
  const installed = existsSync(JVMS) ? readdirSync(JVMS).map((name) => join(JVMS, name)) : []
  const homes = [process.env.OPENSEARCH_JAVA_HOME, process.env.JAVA_HOME, ...installed]
  for (const home of homes.filter(Boolean)) {
    const { stderr = '' } = spawnSync(join(home, 'bin', 'java'), ['-version'], { encoding: 'utf8' })
    const major = Number(/version "(\d+)/.exec(stderr ?? '')?.[1])
    if (major >= OLDEST_JAVA) return home
  }
  throw new NotHere(`${name}: no JDK of ${OLDEST_JAVA} or later was found`)
}

/** @param {keyof typeof KINDS} kind */
function download(kind) {
  const { name, version, group } = KINDS[kind]
  const file = `${kind}-${version}.zip`
  const zip = join(cacheFolder(), file)
  if (existsSync(zip)) return zip
  const beside = mkdtempSync(join(cacheFolder(), `${kind}-`))
  const artifact = `${group}.distribution.integ-test-zip:${kind}:${version}:zip`
  const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy'
  const args = ['-q', '-B', plugin, `-Dartifact=${artifact}`, `-DoutputDirectory=${beside}`]
  try {
    mustRun(name, 'mvn', args, { cwd: beside })
    renameSync(join(beside, file), zip)
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
  return zip
}

/** @param {string} home @param {string} java @param {string} path */
function environment(home, java, path) {
  const heap = '-Xms512m -Xmx512m'
  return {
    PATH: path,
    HOME: home,
    OPENSEARCH_JAVA_HOME: java,
    OPENSEARCH_JAVA_OPTS: heap,
    ES_JAVA_HOME: java,
    ES_JAVA_OPTS: heap
  }
}

/**
 * Starts a node.
 * @param {keyof typeof KINDS} kind
 */
export async function startSearchNode(kind) {
  const { name, version, settings } = KINDS[kind]
  const java = findJava(name)
  const zip = download(kind)
  const folder = mkdtempSync(join(tmpdir(), `logveil-${kind}-`))
  mustRun(name, 'unzip', ['-q', zip, '-d', folder])
  const home = join(folder, `${kind}-${version}`)
  const [port, transport] = [await freePort(), await freePort()]
  writeFileSync(
    join(home, 'config', `${kind}.yml`),
    `cluster.name: logveil
discovery.type: single-node
network.host: 127.0.0.1
http.port: ${port}
transport.port: ${transport}
cluster.routing.allocation.disk.threshold_enabled: false
${settings}`
  )
  const isRoot = process.getuid?.() === 0
  if (isRoot) mustRun(name, 'chown', ['-R', `${NOBODY}:${NOBODY}`, folder])
  const binary = join(home, 'bin', kind)
  const as = ['--reuid', NOBODY, '--regid', NOBODY, '--clear-groups', binary]
  const url = `http://127.0.0.1:${port}`
  const isReady = async () =>
    (await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=1s`)).status === 200
  const env = environment(home, java, process.env.PATH ?? '')
  const options = { isReady, timeoutMs: 180_000, cwd: home, env }
  try {
    const server = await (isRoot
      ? startServer(name, 'setpriv', as, options)
      : startServer(name, binary, [], options))
    return {
      url,
      async stop() {
        await server.stop()
        rmSync(folder, { recursive: true, force: true })
      }
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}
