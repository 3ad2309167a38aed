import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121090319 extends Migration {
  // Without the generator's indexes on deleted_at: these rows are never soft-deleted.

  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "stripe_catch_up" ("id" text not null, "events_until" timestamptz null, "started_at" timestamptz null, "succeeded_at" timestamptz null, "failure_code" text null, "failure_message" text null, "events_found" integer not null default 0, "payments_found" integer not null default 0, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stripe_catch_up_pkey" primary key ("id"));`
    )

    this.addSql(
      `create table if not exists "stripe_refusal" ("id" text not null, "hour" timestamptz not null, "code" text not null, "count" integer not null, "last_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stripe_refusal_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_refusal_hour" ON "stripe_refusal" ("hour") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `alter table if exists "stripe_event" add column if not exists "source" text check ("source" in ('webhook', 'catch_up')) not null default 'webhook';`
    )
    this.addSql(
      `alter table if exists "stripe_event" alter column "payload" drop not null;`
    )
    // Two that run would break the index; the work is given back, and whoever is at it learns so when it settles.
    this.addSql(
      `update "stripe_event" set "state" = 'pending', "run_at" = now(), "lease_token" = null, "lease_until" = null where "state" = 'running';`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_stripe_event_running_payment" ON "stripe_event" ("payment") WHERE state = 'running' AND payment IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_event_type" ON "stripe_event" ("type", "received_at", "id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_event_left" ON "stripe_event" ("state", "received_at", "id") WHERE state IN ('ignored', 'dead') AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_event_prunable" ON "stripe_event" ("finished_at") WHERE state IN ('done', 'ignored') AND payload IS NOT NULL AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "stripe_catch_up" cascade;`)

    this.addSql(`drop table if exists "stripe_refusal" cascade;`)

    this.addSql(`drop index if exists "IDX_stripe_event_running_payment";`)
    this.addSql(`drop index if exists "IDX_stripe_event_type";`)
    this.addSql(`drop index if exists "IDX_stripe_event_left";`)
    this.addSql(`drop index if exists "IDX_stripe_event_prunable";`)
    this.addSql(
      `alter table if exists "stripe_event" drop column if exists "source";`
    )

    // A pruned payload cannot be brought back.
    this.addSql(
      `update "stripe_event" set "payload" = '' where "payload" is null;`
    )
    this.addSql(
      `alter table if exists "stripe_event" alter column "payload" set not null;`
    )
  }
}
