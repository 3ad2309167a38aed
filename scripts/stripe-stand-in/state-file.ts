import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs"
import { dirname } from "node:path"
import type { StoreSnapshot } from "./store"

const WRITE_AFTER_MS = 100

/** Keeps the store in a file, so that a restarted demo still knows its payments. */
export interface StateFile {
  readonly saved: StoreSnapshot
  /** Writes soon; many changes in a row become one write. */
  changed(snapshot: () => StoreSnapshot): void
  /** Writes what is still waiting, and stops. */
  close(): void
}

/** Without a path nothing is kept. A file that cannot be read stops the start. */
export function openStateFile(path: string | undefined): StateFile {
  if (!path) {
    return { saved: {}, changed: () => undefined, close: () => undefined }
  }
  let waiting: { timer: NodeJS.Timeout; write: () => void } | null = null
  const flush = () => {
    waiting?.write()
    waiting = null
  }
  return {
    saved: readSnapshot(path),
    changed(snapshot) {
      waiting ??= {
        timer: setTimeout(flush, WRITE_AFTER_MS),
        write: () => {
          writeSnapshot(path, snapshot())
        },
      }
    },
    close() {
      clearTimeout(waiting?.timer)
      flush()
    },
  }
}

function readSnapshot(path: string): StoreSnapshot {
  if (!existsSync(path)) {
    return {}
  }
  try {
    // Only this module writes the file, so its shape is the store's own.
    return JSON.parse(readFileSync(path, "utf8")) as StoreSnapshot
  } catch (error) {
    throw new Error(
      `The state file ${path} cannot be read; delete it to start afresh.`,
      { cause: error }
    )
  }
}

/** Through a second file, so that a kill in the middle leaves the old state whole. */
function writeSnapshot(path: string, snapshot: StoreSnapshot): void {
  mkdirSync(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, JSON.stringify(snapshot), { mode: 0o600 })
  renameSync(temporary, path)
}
