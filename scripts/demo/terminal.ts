import pc from "picocolors"
import type { OnWait } from "./wait-for"

export type Colors = Pick<
  typeof pc,
  "bold" | "cyan" | "dim" | "green" | "red" | "yellow"
>

/** A piece of what is printed, and whether what it tells of is as it must be. */
export type Report = { text: string; ok: boolean }

export type Terminal = {
  say(text: string): void
  complain(text: string): void
  waiting: OnWait
  colors: Colors
}

/** Off a terminal picocolors would still colour where the variable CI is set. */
const colorsFor = (stream: { isTTY?: boolean }) =>
  pc.createColors(stream.isTTY === true && pc.isColorSupported)

/** A wait that is over sooner is not worth a line. */
const QUIET_MS = 1_500

/**
 * Standard output: with colours and a line that comes and goes while something is waited for on a
 * terminal, plain lines elsewhere.
 */
export function openTerminal(): Terminal {
  const { stdout, stderr } = process
  const colors = colorsFor(stdout)
  let timer: NodeJS.Timeout | undefined
  let isShown = false
  const clear = () => {
    clearTimeout(timer)
    if (isShown && stdout.isTTY) {
      stdout.write("\r\x1b[2K")
    }
    isShown = false
  }
  return {
    colors,
    say: (text) => {
      stdout.write(`${text}\n`)
    },
    complain: (text) => {
      stderr.write(`${colorsFor(stderr).red(text)}\n`)
    },
    waiting: (what) => {
      clear()
      if (what === null) {
        return
      }
      timer = setTimeout(
        () => {
          isShown = true
          const text = `  Waiting for ${what} …`
          stdout.write(stdout.isTTY ? colors.dim(text) : `${text}\n`)
        },
        stdout.isTTY ? 0 : QUIET_MS
      )
    },
  }
}
