import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121154534 extends Migration {
  // Without the generator's indexes on deleted_at: these rows are never soft-deleted, and every insert would pay for them.

  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "legacy_edit" ("id" text not null, "variant_id" text not null, "version" text null, "quantity_before" integer null, "quantity_after" integer not null, "difference" integer not null default 0, "outcome" text check ("outcome" in ('adjusted', 'ignored', 'reported', 'conflict', 'unchanged')) not null, "source" text check ("source" in ('trigger', 'reconcile', 'staff')) not null, "message" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "legacy_edit_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_legacy_edit_variant_id_version" ON "legacy_edit" ("variant_id", "version") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_legacy_edit_created_at" ON "legacy_edit" ("created_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "legacy_order" ("id" text not null, "pushed_status" text null, "pushed_version" numeric null, "pushed_at" timestamptz null, "unknown_reported_at" timestamptz null, "state" text check ("state" in ('pending', 'running', 'done', 'ignored', 'dead')) not null default 'pending', "run_at" timestamptz not null, "attempt" integer not null default 0, "total_attempts" integer not null default 0, "generation" integer not null default 1, "claimed_generation" integer not null default 0, "lease_token" text null, "lease_until" timestamptz null, "started_at" timestamptz null, "finished_at" timestamptz null, "failing_since" timestamptz null, "outcome_code" text null, "outcome_message" text null, "raw_pushed_version" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "legacy_order_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_legacy_order_pending" ON "legacy_order" ("run_at", "id") WHERE state = 'pending' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_legacy_order_running" ON "legacy_order" ("lease_until") WHERE state = 'running' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_legacy_order_dead" ON "legacy_order" ("finished_at") WHERE state = 'dead' AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "legacy_order_attempt" ("id" text not null, "job_id" text not null, "number" integer not null, "outcome" text check ("outcome" in ('succeeded', 'ignored', 'retry', 'dead', 'lost')) not null, "code" text null, "message" text null, "started_at" timestamptz not null, "finished_at" timestamptz not null, "duration_ms" integer not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "legacy_order_attempt_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_legacy_order_attempt_job_id" ON "legacy_order_attempt" ("job_id") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "legacy_order_change" ("id" bigserial primary key, "order_id" text null, "fulfillment_id" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null);`
    )

    this.addSql(
      `create table if not exists "stock_drift" ("id" text not null, "item_id" text not null, "kind" text check ("kind" in ('variant', 'product')) not null, "medusa_quantity" integer not null, "legacy_quantity" integer null, "legacy_version" text null, "cause" text check ("cause" in ('not_linked', 'unknown_item', 'held', 'edited_there', 'set_back', 'version_ahead', 'never_pushed', 'missed')) not null, "reconcile_id" text null, "found_at" timestamptz not null, "seen_at" timestamptz not null, "resolved_at" timestamptz null, "resolution" text check ("resolution" in ('pushed', 'adopted', 'gone')) null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stock_drift_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_stock_drift_item_id_unique" ON "stock_drift" ("item_id") WHERE resolved_at IS NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stock_drift_found_at" ON "stock_drift" ("found_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "stock_push" ("id" bigserial primary key, "item_id" text not null, "quantity" integer not null, "previous_quantity" integer null, "version" text not null, "causes" text[] not null, "changed_at" timestamptz null, "pushed_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null);`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stock_push_item_id_id" ON "stock_push" ("item_id", "id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stock_push_pushed_at" ON "stock_push" ("pushed_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "stock_reconcile" ("id" text not null, "kind" text check ("kind" in ('quick', 'full', 'chosen')) not null, "repairs" boolean not null, "item_ids" text[] null, "cursor" jsonb null, "total" integer null, "compared" integer not null default 0, "differing" integer not null default 0, "on_their_way" integer not null default 0, "repaired" integer not null default 0, "requested_by" text null, "stop_requested_at" timestamptz null, "lane" text not null default 'reconcile', "state" text check ("state" in ('pending', 'running', 'done', 'ignored', 'dead')) not null default 'pending', "run_at" timestamptz not null, "attempt" integer not null default 0, "total_attempts" integer not null default 0, "generation" integer not null default 1, "claimed_generation" integer not null default 0, "lease_token" text null, "lease_until" timestamptz null, "started_at" timestamptz null, "finished_at" timestamptz null, "failing_since" timestamptz null, "outcome_code" text null, "outcome_message" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stock_reconcile_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stock_reconcile_pending" ON "stock_reconcile" ("run_at", "id") WHERE state = 'pending' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stock_reconcile_running" ON "stock_reconcile" ("lease_until") WHERE state = 'running' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stock_reconcile_dead" ON "stock_reconcile" ("finished_at") WHERE state = 'dead' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_stock_reconcile_lane_unique" ON "stock_reconcile" ("lane") WHERE state = 'running' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stock_reconcile_created_at" ON "stock_reconcile" ("created_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "stock_reconcile_attempt" ("id" text not null, "job_id" text not null, "number" integer not null, "outcome" text check ("outcome" in ('succeeded', 'ignored', 'retry', 'dead', 'lost')) not null, "code" text null, "message" text null, "started_at" timestamptz not null, "finished_at" timestamptz not null, "duration_ms" integer not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stock_reconcile_attempt_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stock_reconcile_attempt_job_id" ON "stock_reconcile_attempt" ("job_id") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "stock_rule" ("id" text not null, "scope" text check ("scope" in ('general', 'product', 'variant')) not null, "safety_stock" integer null, "sold_out_below" integer null, "updated_by" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stock_rule_pkey" primary key ("id"));`
    )

    this.addSql(
      `alter table if exists "stock_change" add column if not exists "variant_id" text null, add column if not exists "product_id" text null, add column if not exists "location_id" text null, add column if not exists "source" text not null default 'stocked';`
    )
    this.addSql(
      `alter table if exists "stock_change" alter column "inventory_item_id" drop not null;`
    )

    this.addSql(
      `alter table if exists "stock_item" add column if not exists "kind" text check ("kind" in ('variant', 'product')) not null default 'variant', add column if not exists "causes" text[] not null default '{}', add column if not exists "changed_at" timestamptz null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stock_item_pending_product" ON "stock_item" ("run_at", "id") WHERE state = 'pending' AND kind = 'product' AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "legacy_edit" cascade;`)

    this.addSql(`drop table if exists "legacy_order" cascade;`)

    this.addSql(`drop table if exists "legacy_order_attempt" cascade;`)

    this.addSql(`drop table if exists "legacy_order_change" cascade;`)

    this.addSql(`drop table if exists "stock_drift" cascade;`)

    this.addSql(`drop table if exists "stock_push" cascade;`)

    this.addSql(`drop table if exists "stock_reconcile" cascade;`)

    this.addSql(`drop table if exists "stock_reconcile_attempt" cascade;`)

    this.addSql(`drop table if exists "stock_rule" cascade;`)

    this.addSql(
      `alter table if exists "stock_change" drop column if exists "variant_id", drop column if exists "product_id", drop column if exists "location_id", drop column if exists "source";`
    )

    // What the older form cannot say is lost; its next comparison finds what that concerned.
    this.addSql(`delete from "stock_change" where "inventory_item_id" is null;`)
    this.addSql(
      `alter table if exists "stock_change" alter column "inventory_item_id" set not null;`
    )

    this.addSql(`drop index if exists "IDX_stock_item_pending_product";`)
    this.addSql(
      `alter table if exists "stock_item" drop column if exists "kind", drop column if exists "causes", drop column if exists "changed_at";`
    )
  }
}
