// @ts-check
import { execFileSync } from "node:child_process"
import { existsSync, readFileSync, readdirSync, readlinkSync } from "node:fs"

/**
 * @param {number} preferred
 * @returns {Promise<number>} it, or the next free one of the hundred after it
 */
export async function freePort(preferred) {
  const { default: getPort, portNumbers } = await import("get-port")
  const last = Math.min(preferred + 99, 65_535)
  return getPort({ port: portNumbers(preferred, last) })
}

/**
 * @param {string} table content of /proc/net/tcp or tcp6
 * @param {number} port
 * @returns {string[]} inodes of the sockets that listen on it
 */
export function listeningInodes(table, port) {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`
  return table
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(suffix) && state === "0A")
    .flatMap((fields) => fields[9] ?? [])
}

/**
 * @param {string} pid
 * @param {Set<string>} links such as `socket:[4711]`
 */
function holdsSocket(pid, links) {
  try {
    const folder = `/proc/${pid}/fd`
    return readdirSync(folder).some((fd) =>
      links.has(readlinkSync(`${folder}/${fd}`))
    )
  } catch {
    // Another user's process, or one that has ended in the meantime.
    return false
  }
}

/**
 * @param {number} port
 * @returns {string} the process that listens on it as a person would name it,
 *   `another process` where the system does not tell
 */
export function describePortOwner(port) {
  const unknown = "another process"
  try {
    if (!existsSync("/proc/net/tcp")) {
      const args = ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"]
      const fields = execFileSync("lsof", args, { encoding: "utf8" }).split(
        "\n"
      )
      const field = (/** @type {string} */ key) =>
        fields.find((line) => line.startsWith(key))?.slice(1)
      return field("p") ? `${field("c")} (pid ${field("p")})` : unknown
    }
    const tables = ["/proc/net/tcp", "/proc/net/tcp6"].filter(existsSync)
    const inodes = tables.flatMap((file) =>
      listeningInodes(readFileSync(file, "utf8"), port)
    )
    const links = new Set(inodes.map((inode) => `socket:[${inode}]`))
    const pid = readdirSync("/proc").find(
      (name) => /^\d+$/.test(name) && holdsSocket(name, links)
    )
    if (!pid) return unknown
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8")
      .replaceAll("\0", " ")
      .trim()
    return `${command.slice(0, 80)} (pid ${pid})`
  } catch {
    return unknown
  }
}
