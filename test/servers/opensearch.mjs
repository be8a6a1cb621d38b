/**
 * A real OpenSearch: one node without security, unpacked into a folder of its own.
 *
 * Needs a JDK of 21 or later (OPENSEARCH_JAVA_HOME, JAVA_HOME, or below /usr/lib/jvm), Maven and unzip. It does not run as
 * root: then it is run as `nobody`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheFolder, freePort, mustRun, NotHere, startServer } from './cache.mjs'

const VERSION = '3.8.0'
const JVMS = '/usr/lib/jvm'
const OLDEST_JAVA = 21
const NOBODY = '65534'

function findJava() {
  const installed = existsSync(JVMS) ? readdirSync(JVMS).map((name) => join(JVMS, name)) : []
  const homes = [process.env.OPENSEARCH_JAVA_HOME, process.env.JAVA_HOME, ...installed]
  for (const home of homes.filter(Boolean)) {
    const { stderr = '' } = spawnSync(join(home, 'bin', 'java'), ['-version'], { encoding: 'utf8' })
    const major = Number(/version "(\d+)/.exec(stderr ?? '')?.[1])
    if (major >= OLDEST_JAVA) return home
  }
  throw new NotHere(`OpenSearch: no JDK of ${OLDEST_JAVA} or later was found`)
}

function download() {
  const name = `opensearch-${VERSION}.zip`
  const zip = join(cacheFolder(), name)
  if (existsSync(zip)) return zip
  const beside = mkdtempSync(join(cacheFolder(), 'opensearch-'))
  const artifact = `org.opensearch.distribution.integ-test-zip:opensearch:${VERSION}:zip`
  const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy'
  const args = ['-q', '-B', plugin, `-Dartifact=${artifact}`, `-DoutputDirectory=${beside}`]
  try {
    mustRun('OpenSearch', 'mvn', args, { cwd: beside })
    renameSync(join(beside, name), zip)
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
  return zip
}

/** Starts a node. */
export async function startOpensearch() {
  const java = findJava()
  const zip = download()
  const folder = mkdtempSync(join(tmpdir(), 'logveil-opensearch-'))
  mustRun('OpenSearch', 'unzip', ['-q', zip, '-d', folder])
  const home = join(folder, `opensearch-${VERSION}`)
  const [port, transport] = [await freePort(), await freePort()]
  writeFileSync(
    join(home, 'config', 'opensearch.yml'),
    `cluster.name: logveil
discovery.type: single-node
network.host: 127.0.0.1
http.port: ${port}
transport.port: ${transport}
cluster.routing.allocation.disk.threshold_enabled: false
`
  )
  const isRoot = process.getuid?.() === 0
  if (isRoot) mustRun('OpenSearch', 'chown', ['-R', `${NOBODY}:${NOBODY}`, folder])
  const binary = join(home, 'bin', 'opensearch')
  const as = ['--reuid', NOBODY, '--regid', NOBODY, '--clear-groups', binary]
  const url = `http://127.0.0.1:${port}`
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    OPENSEARCH_JAVA_HOME: java,
    OPENSEARCH_JAVA_OPTS: '-Xms512m -Xmx512m'
  }
  const isReady = async () =>
    (await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=1s`)).status === 200
  const options = { isReady, timeoutMs: 120_000, cwd: home, env }
  try {
    const server = await (isRoot
      ? startServer('OpenSearch', 'setpriv', as, options)
      : startServer('OpenSearch', binary, [], options))
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
