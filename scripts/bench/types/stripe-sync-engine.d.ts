/** What the bench uses of the engine. */
declare module "@supabase/stripe-sync-engine" {
  interface Logger {
    info: (...args: unknown[]) => void
    error: (...args: unknown[]) => void
  }
  export function runMigrations(options: {
    databaseUrl: string
    schema: string
    logger: Logger
  }): Promise<void>
  export class StripeSync {
    constructor(options: {
      poolConfig: { connectionString: string }
      stripeSecretKey: string
      stripeWebhookSecret: string
      logger: Logger
    })
    processWebhook(body: Buffer, signature: string | undefined): Promise<void>
  }
}
