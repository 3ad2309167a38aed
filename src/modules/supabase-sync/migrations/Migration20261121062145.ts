import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121062145 extends Migration {
  // Without the generator's index on deleted_at: these rows are never soft-deleted, and every insert would pay for it.

  override async up(): Promise<void> {
    // Versions of pushes; lifted to the clock when a process draws its first.
    this.addSql(`create sequence if not exists "stock_version" as bigint;`)
    this.addSql(
      `create table if not exists "stock_change" ("id" bigserial primary key, "inventory_item_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null);`
    )

    this.addSql(
      `create table if not exists "stock_item" ("id" text not null, "pushed_quantity" integer null, "pushed_version" numeric null, "pushed_at" timestamptz null, "state" text check ("state" in ('pending', 'running', 'done', 'ignored', 'dead')) not null default 'pending', "run_at" timestamptz not null, "attempt" integer not null default 0, "total_attempts" integer not null default 0, "generation" integer not null default 1, "claimed_generation" integer not null default 0, "lease_token" text null, "lease_until" timestamptz null, "started_at" timestamptz null, "finished_at" timestamptz null, "failing_since" timestamptz null, "outcome_code" text null, "outcome_message" text null, "raw_pushed_version" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stock_item_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stock_item_pending" ON "stock_item" ("run_at", "id") WHERE state = 'pending' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stock_item_running" ON "stock_item" ("lease_until") WHERE state = 'running' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stock_item_dead" ON "stock_item" ("finished_at") WHERE state = 'dead' AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "stock_item_attempt" ("id" text not null, "job_id" text not null, "number" integer not null, "outcome" text check ("outcome" in ('succeeded', 'ignored', 'retry', 'dead', 'lost')) not null, "code" text null, "message" text null, "started_at" timestamptz not null, "finished_at" timestamptz not null, "duration_ms" integer not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stock_item_attempt_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stock_item_attempt_job_id" ON "stock_item_attempt" ("job_id") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop sequence if exists "stock_version";`)

    this.addSql(`drop table if exists "stock_change" cascade;`)

    this.addSql(`drop table if exists "stock_item" cascade;`)

    this.addSql(`drop table if exists "stock_item_attempt" cascade;`)
  }
}
