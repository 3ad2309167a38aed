import autocannon from "autocannon"

export type Target = { url: string; connections: number }

export type Delivery = { body: string; headers: Record<string, string> }

/** What a load came to. */
export type Load = {
  accepted: number
  refused: number
  /** From the first request to the last answer. */
  seconds: number
  /** How long each answer took. */
  millis: number[]
}

/** Posts the events over all connections, each connection's next one on the answer to its last. */
export async function flood(
  { url, connections }: Target,
  events: readonly Delivery[]
): Promise<Load> {
  const path = new URL(url).pathname
  const share = events.length / connections
  const millis: number[] = []
  let clients = 0
  let first = 0
  let last = 0
  const load = autocannon({
    url,
    connections,
    amount: events.length,
    timeout: 30,
    setupClient: (client) => {
      const start = share * clients++
      client.setRequests(
        events
          .slice(start, start + share)
          .map((event) => ({ method: "POST", path, ...event }))
      )
      // It connects right after; what was made before it does not count.
      first = performance.now()
    },
  })
  load.on("response", (_client, _status, _bytes, ms) => {
    millis.push(ms)
    last = performance.now()
  })
  const result = await load
  return {
    accepted: result["2xx"],
    refused: result.non2xx + result.errors + result.timeouts,
    seconds: (last - first) / 1000,
    millis,
  }
}
