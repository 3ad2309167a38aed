import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121062143 extends Migration {
  // Without the generator's index on deleted_at: these rows are never soft-deleted, and every insert would pay for it.

  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "stripe_event" ("id" text not null, "type" text not null, "api_version" text null, "livemode" boolean not null, "payment" text null, "object_id" text null, "stripe_created_at" timestamptz not null, "received_at" timestamptz not null, "payload" text not null, "state" text check ("state" in ('pending', 'running', 'done', 'ignored', 'dead')) not null default 'pending', "run_at" timestamptz not null, "attempt" integer not null default 0, "total_attempts" integer not null default 0, "generation" integer not null default 1, "claimed_generation" integer not null default 0, "lease_token" text null, "lease_until" timestamptz null, "started_at" timestamptz null, "finished_at" timestamptz null, "failing_since" timestamptz null, "outcome_code" text null, "outcome_message" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stripe_event_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_event_pending" ON "stripe_event" ("run_at", "id") WHERE state = 'pending' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_event_running" ON "stripe_event" ("lease_until") WHERE state = 'running' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_event_dead" ON "stripe_event" ("finished_at") WHERE state = 'dead' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_event_received" ON "stripe_event" ("received_at", "id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_event_payment" ON "stripe_event" ("payment") WHERE payment IS NOT NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "stripe_event_attempt" ("id" text not null, "job_id" text not null, "number" integer not null, "outcome" text check ("outcome" in ('succeeded', 'ignored', 'retry', 'dead', 'lost')) not null, "code" text null, "message" text null, "started_at" timestamptz not null, "finished_at" timestamptz not null, "duration_ms" integer not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stripe_event_attempt_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_event_attempt_job_id" ON "stripe_event_attempt" ("job_id") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "stripe_event" cascade;`)

    this.addSql(`drop table if exists "stripe_event_attempt" cascade;`)
  }
}
