import { networkOf } from "./network-of"

describe("the network that attempts are counted for", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["2001:db8:0:7::1", "2001:db8:0:7::/64"],
    ["2001:db8:0:7:ffff:ffff:ffff:ffff", "2001:db8:0:7::/64"],
    ["2001:0DB8:0000:0007:0:0:0:1", "2001:db8:0:7::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["anything\r\nelse", "unknown"],
    ["", "unknown"],
  ])("%j is of %j", (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
