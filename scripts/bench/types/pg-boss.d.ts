/** What the bench uses of pg-boss. */
declare module "pg-boss" {
  export default class PgBoss {
    constructor(options: {
      connectionString: string
      /** Upkeep, which belongs to no job. */
      supervise: boolean
      schedule: boolean
    })
    start(): Promise<this>
    createQueue(name: string): Promise<void>
    insert(jobs: { name: string }[]): Promise<void>
    fetch(name: string): Promise<{ id: string }[]>
    complete(name: string, id: string): Promise<void>
    stop(options: { graceful: boolean }): Promise<void>
  }
}
