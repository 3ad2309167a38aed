import { existsSync, readFileSync, readdirSync } from "node:fs"

/**
 * The processes that belong to a data folder: it stands in their environment or on their command
 * line, which their children inherit or are given.
 *
 * @returns what runs, as «pid command line», without this process itself.
 */
export function processesOf(dataDir: string): string[] {
  if (!existsSync("/proc/self/environ")) {
    throw new Error("Processes are counted by /proc, which only Linux has")
  }
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      const commandLine = read(`/proc/${pid}/cmdline`)
      const isOurs =
        commandLine.includes(dataDir) ||
        read(`/proc/${pid}/environ`).includes(dataDir)
      return isOurs ? [`${pid} ${commandLine.replaceAll("\0", " ")}`] : []
    })
}

/** Empty where the process has ended in the meantime, or is another user's. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return ""
  }
}
