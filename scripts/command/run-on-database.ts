import type { Pool } from "pg"
import { DemoError } from "../demo/demo-error"
import { type Terminal, openTerminal } from "../demo/terminal"
import { type Asker, findDatabase } from "./find-database"
import type { HelpWanted } from "./parse-flags"

export type Surroundings = {
  /** `DATABASE_URL`, where it is set. */
  databaseUrl: string | undefined
  /** That a running `npm run up` keeps. */
  readyFile: string
}

/** A command that works on the backend's database. */
export type DatabaseCommand<Options extends object> = Asker & {
  /** @throws DemoError with exit code 2 on wrong use. */
  parse: (args: readonly string[]) => Options | HelpWanted
  /** @returns the exit code */
  work: (pool: Pool, options: Options, terminal: Terminal) => Promise<number>
}

/**
 * Runs a command for a person at a terminal: shows its help, or finds the database and does the work.
 *
 * @param args without node and script.
 * @returns the exit code; 2 on wrong use.
 */
export async function runOnDatabase<Options extends object>(
  { parse, work, ...asker }: DatabaseCommand<Options>,
  args: readonly string[],
  surroundings: Surroundings
): Promise<number> {
  const terminal = openTerminal()
  try {
    const options = parse(args)
    if ("help" in options) {
      terminal.say(options.help)
      return 0
    }
    const pool = await findDatabase(surroundings, asker)
    try {
      return await work(pool, options, terminal)
    } finally {
      await pool.end()
    }
  } catch (error) {
    if (!(error instanceof DemoError)) {
      throw error
    }
    terminal.complain(error.message)
    return error.exitCode
  }
}
