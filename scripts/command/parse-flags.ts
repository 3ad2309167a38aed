import { type Command, CommanderError } from "commander"
import { DemoError } from "../demo/demo-error"

/** The help was asked for: it is the whole answer. */
export type HelpWanted = { help: string }

/**
 * Reads the flags of a command into it.
 *
 * @param args without node and script.
 * @returns null where they are there to be used.
 * @throws DemoError with exit code 2 on wrong use.
 */
export function parseFlags(
  command: Command,
  args: readonly string[]
): HelpWanted | null {
  let output = ""
  command.configureOutput({
    writeOut: (text) => (output += text),
    writeErr: (text) => (output += text),
  })
  try {
    command.parse(args, { from: "user" })
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      throw error
    }
    if (error.code === "commander.helpDisplayed") {
      return { help: output.trimEnd() }
    }
    throw wrongUse(command.name(), error.message.replace(/^error: /, ""), error)
  }
  return null
}

/**
 * Says what is wrong, and where all flags are told.
 *
 * @param command as it is typed, up to the flags.
 */
export function wrongUse(
  command: string,
  reason: string,
  cause?: unknown
): DemoError {
  return new DemoError(`${reason}\nAll flags: ${command} --help`, {
    exitCode: 2,
    cause,
  })
}
