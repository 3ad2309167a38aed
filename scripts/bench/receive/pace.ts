import { Agent, request } from "node:http"
import { setTimeout as delay } from "node:timers/promises"
import type { Delivery, Load, Target } from "./flood"

/**
 * Posts the events evenly, whether or not the answers keep up: a time is from
 * the moment that an event was due, so that waiting for a connection counts.
 *
 * @param rate events a second.
 */
export async function pace(
  { url, connections }: Target,
  events: readonly Delivery[],
  rate: number
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const millis: number[] = []
  let accepted = 0
  const start = performance.now()
  const post = async (event: Delivery, due: number): Promise<void> => {
    const status = await postOnce(url, agent, event)
    millis.push(performance.now() - due)
    accepted += status === 200 ? 1 : 0
  }
  const answers: Promise<void>[] = []
  for (const [index, event] of events.entries()) {
    const due = start + (index * 1000) / rate
    while (performance.now() < due) {
      await delay(1)
    }
    answers.push(post(event, due))
  }
  await Promise.all(answers)
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  return { accepted, refused: events.length - accepted, seconds, millis }
}

/** @returns the answer's status; 0 where there was none */
function postOnce(url: string, agent: Agent, event: Delivery): Promise<number> {
  return new Promise((resolve) => {
    const { body } = event
    const headers = {
      ...event.headers,
      "content-length": String(Buffer.byteLength(body)),
    }
    const sent = request(url, { method: "POST", agent, headers }, (answer) => {
      answer.resume()
      answer.once("end", () => resolve(answer.statusCode ?? 0))
    })
    sent.once("error", () => resolve(0))
    sent.end(body)
  })
}
