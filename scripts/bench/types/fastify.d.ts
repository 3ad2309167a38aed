/** What the bench uses of Fastify. */
declare module "fastify" {
  interface Logger {
    info: (...args: unknown[]) => void
    error: (...args: unknown[]) => void
  }
  interface Request {
    body: Buffer
    headers: Record<string, string | undefined>
  }
  interface App {
    log: Logger
    addContentTypeParser: (
      contentType: string,
      options: { parseAs: "buffer" },
      parse: (
        request: Request,
        body: Buffer,
        done: (error: Error | null, body: Buffer) => void
      ) => void
    ) => void
    get: (path: string, handler: () => string) => void
    post: (path: string, handler: (request: Request) => Promise<object>) => void
    listen: (options: { host: string; port: number }) => Promise<string>
  }
  export default function fastify(options: {
    logger: boolean
    disableRequestLogging: boolean
  }): App
}
