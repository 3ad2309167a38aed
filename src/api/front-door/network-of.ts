import { isIP } from "node:net"

const IN_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/**
 * Whom attempts are counted for: an IPv4 address, or the first half of an IPv6 one, all of whose
 * second half belongs to one subscriber. What is no address counts as one, so that nobody gets a
 * count of his own by making one up.
 */
export function networkOf(address: string): string {
  const inIpv4 = IN_IPV4.exec(address)?.[1] ?? address
  switch (isIP(inIpv4)) {
    case 4:
      return inIpv4
    case 6:
      return `${firstHalf(inIpv4)}::/64`
    default:
      return "unknown"
  }
}

function firstHalf(address: string): string {
  const [start = "", end] =
    address.toLowerCase().split("%")[0]?.split("::") ?? []
  const head = groupsOf(start)
  const tail = groupsOf(end ?? "")
  const zeros = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill(
    "0"
  )
  return [...head, ...zeros, ...tail]
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(":")
}

function groupsOf(text: string): string[] {
  return text.split(":").filter(Boolean)
}
