import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121191752 extends Migration {
  // Without the generator's indexes on deleted_at: these rows are never soft-deleted.
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "storefront_call_key" drop constraint if exists "storefront_call_key_caller_key_unique";`
    )
    this.addSql(
      `alter table if exists "storefront_call" drop constraint if exists "storefront_call_payment_unique";`
    )
    this.addSql(
      `create table if not exists "storefront_call" ("id" text not null, "payment" text not null, "called_by_type" text check ("called_by_type" in ('user', 'api_key', 'system')) not null, "called_by" text null, "idempotency_key" text null, "told" jsonb not null, "state" text check ("state" in ('pending', 'running', 'done', 'ignored', 'dead')) not null default 'pending', "run_at" timestamptz not null, "attempt" integer not null default 0, "total_attempts" integer not null default 0, "generation" integer not null default 1, "claimed_generation" integer not null default 0, "lease_token" text null, "lease_until" timestamptz null, "started_at" timestamptz null, "finished_at" timestamptz null, "failing_since" timestamptz null, "outcome_code" text null, "outcome_message" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "storefront_call_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_storefront_call_payment_unique" ON "storefront_call" ("payment") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_call_pending" ON "storefront_call" ("run_at", "id") WHERE state = 'pending' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_call_running" ON "storefront_call" ("lease_until") WHERE state = 'running' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_call_dead" ON "storefront_call" ("finished_at") WHERE state = 'dead' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_call_finished" ON "storefront_call" ("finished_at") WHERE state IN ('done', 'ignored') AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "storefront_call_attempt" ("id" text not null, "job_id" text not null, "number" integer not null, "outcome" text check ("outcome" in ('succeeded', 'ignored', 'retry', 'dead', 'lost')) not null, "code" text null, "message" text null, "started_at" timestamptz not null, "finished_at" timestamptz not null, "duration_ms" integer not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "storefront_call_attempt_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_call_attempt_job_id" ON "storefront_call_attempt" ("job_id") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "storefront_call_key" ("id" text not null, "caller" text not null, "key" text not null, "body_hash" text not null, "payment" text not null, "used_at" timestamptz not null, "answer" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "storefront_call_key_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_storefront_call_key_caller_key_unique" ON "storefront_call_key" ("caller", "key") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_call_key_used_at" ON "storefront_call_key" ("used_at") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "storefront_call" cascade;`)

    this.addSql(`drop table if exists "storefront_call_attempt" cascade;`)

    this.addSql(`drop table if exists "storefront_call_key" cascade;`)
  }
}
