/** What the bench uses of graphile-worker. */
declare module "graphile-worker" {
  export class Logger {
    constructor(factory: () => (level: string, message: string) => void)
    info(message: string): void
  }
  export function runMigrations(options: {
    connectionString: string
    logger: Logger
  }): Promise<void>
  export function run(options: {
    connectionString: string
    concurrency: number
    noHandleSignals: boolean
    logger: Logger
    taskList: Record<string, () => void>
  }): Promise<{ stop: () => Promise<void> }>
}
