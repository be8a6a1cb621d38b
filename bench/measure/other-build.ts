/**
 * The build of another commit, beside this one.
 *
 * In: a commit's name. Out: a folder with its work tree, built; and a function that removes it.
 * Promise: this work tree is not touched; both builds run on the very same packages (node_modules is linked), so that only
 * our own code differs.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleanEnv } from './children.ts'
import { ROOT } from './paths.ts'

export type OtherBuild = {
  readonly root: string
  readonly commit: string
  remove(): void
}

/** Throws with what went wrong, after the work tree was removed. */
export function buildOther(ref: string): OtherBuild {
  const commit = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
  const dir = mkdtempSync(join(tmpdir(), 'logveil-compare-'))
  const root = join(dir, 'tree')
  const remove = (): void => {
    spawnSync('git', ['worktree', 'remove', '--force', root], { cwd: ROOT, stdio: 'ignore' })
    rmSync(dir, { recursive: true, force: true })
  }
  try {
    git(['worktree', 'add', '--detach', root, commit])
    symlinkSync(realpathSync(join(ROOT, 'node_modules')), join(root, 'node_modules'))
    const done = spawnSync('npm', ['run', 'build'], {
      cwd: root,
      env: cleanEnv(),
      encoding: 'utf8'
    })
    if (done.status !== 0 || !existsSync(join(root, 'dist', 'index.js')))
      throw new Error(`${ref} does not build:\n${`${done.stdout}${done.stderr}`.slice(-1500)}`)
  } catch (error) {
    remove()
    throw error
  }
  return { root, commit, remove }
}

function git(args: readonly string[]): string {
  const done = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' })
  if (done.status === 0) return done.stdout.trim()
  if (args[0] === 'rev-parse')
    throw new Error('expected a commit, got a name that git does not know')
  throw new Error(`git ${args[0]} ${args[1]} failed: ${done.stderr.trim()}`)
}
