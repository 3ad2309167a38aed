/*
 * The packages of the bench are its own, and are there only once it has run.
 * What it uses of each is declared here, so that it can be checked without them.
 */

declare module "autocannon" {
  interface Request {
    method: "POST"
    path: string
    headers: Record<string, string>
    body: string
  }
  interface Client {
    /** To be sent one after another, from the first again after the last. */
    setRequests: (requests: Request[]) => void
  }
  interface Result {
    "2xx": number
    non2xx: number
    errors: number
    timeouts: number
  }
  interface Instance extends Promise<Result> {
    on: (
      event: "response",
      listener: (
        client: Client,
        statusCode: number,
        bytes: number,
        milliseconds: number
      ) => void
    ) => void
  }
  export default function autocannon(options: {
    url: string
    connections: number
    /** Requests in all, divided among the connections. */
    amount: number
    /** Of every request. */
    headers?: Record<string, string>
    /** Seconds until a request counts as lost. */
    timeout: number
    setupClient: (client: Client) => void
  }): Instance
}
