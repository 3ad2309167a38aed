/** What a worker needs of Medusa's logger. Its messages name the queue's table and the jobs' ids. */
export type WorkerLog = {
  warn: (message: string) => void
  error: (message: string, error?: Error) => void
}
