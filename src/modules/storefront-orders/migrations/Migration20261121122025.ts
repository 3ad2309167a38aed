import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121122025 extends Migration {
  // Without the generator's indexes on deleted_at: these rows are never soft-deleted.
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "storefront_dispute" drop constraint if exists "storefront_dispute_dispute_unique";`
    )
    this.addSql(
      `alter table if exists "storefront_item_mapping" drop constraint if exists "storefront_item_mapping_key_unique";`
    )
    this.addSql(
      `create table if not exists "storefront_activity" ("id" text not null, "kind" text not null, "actor_type" text check ("actor_type" in ('user', 'api_key', 'system')) not null, "actor_id" text null, "message" text not null, "details" jsonb not null, "payment_id" text null, "issue_id" text null, "order_id" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "storefront_activity_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_activity_created_at_id" ON "storefront_activity" ("created_at", "id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_activity_payment_id_created_at" ON "storefront_activity" ("payment_id", "created_at") WHERE payment_id IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_activity_order_id_created_at" ON "storefront_activity" ("order_id", "created_at") WHERE order_id IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_activity_kind_created_at" ON "storefront_activity" ("kind", "created_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "storefront_item_mapping" ("id" text not null, "key" text not null, "variant_id" text not null, "item" jsonb not null, "chosen_by_type" text check ("chosen_by_type" in ('user', 'api_key', 'system')) not null, "chosen_by" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "storefront_item_mapping_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_storefront_item_mapping_key_unique" ON "storefront_item_mapping" ("key") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_item_mapping_variant_id" ON "storefront_item_mapping" ("variant_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_item_mapping_created_at_id" ON "storefront_item_mapping" ("created_at", "id") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "storefront_dispute" ("id" text not null, "dispute" text not null, "amount" numeric not null, "currency_code" text not null, "reason" text not null, "status" text not null, "evidence_due_at" timestamptz null, "opened_at" timestamptz not null, "closed_at" timestamptz null, "payment_id" text not null, "raw_amount" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "storefront_dispute_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_storefront_dispute_dispute_unique" ON "storefront_dispute" ("dispute") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_dispute_payment_id" ON "storefront_dispute" ("payment_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_dispute_opened_at" ON "storefront_dispute" ("opened_at") WHERE closed_at IS NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `alter table if exists "storefront_dispute" add constraint "storefront_dispute_payment_id_foreign" foreign key ("payment_id") references "storefront_payment" ("id") on update cascade;`
    )

    this.addSql(
      `alter table if exists "storefront_issue" drop constraint if exists "storefront_issue_kind_check";`
    )

    this.addSql(
      `alter table if exists "storefront_payment" add column if not exists "compared_at" timestamptz null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_payment_compared_at" ON "storefront_payment" ("compared_at") WHERE order_id IS NOT NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `alter table if exists "storefront_issue" add column if not exists "item_key" text null, add column if not exists "answer" jsonb null, add column if not exists "answering_since" timestamptz null, add column if not exists "answered_by_type" text check ("answered_by_type" in ('user', 'api_key', 'system')) null, add column if not exists "answered_by" text null;`
    )
    this.addSql(
      `alter table if exists "storefront_issue" add constraint "storefront_issue_kind_check" check("kind" in ('line_not_matched', 'line_ambiguous', 'oversold', 'totals_disagree', 'region_missing', 'address_incomplete', 'refund_failed', 'dispute', 'amounts_differ', 'import_incomplete'));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_issue_created_at_id" ON "storefront_issue" ("created_at", "id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_issue_item_key" ON "storefront_issue" ("item_key") WHERE answered_at IS NULL AND item_key IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_issue_answering_since" ON "storefront_issue" ("answering_since") WHERE answered_at IS NULL AND answering_since IS NOT NULL AND deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "storefront_activity" cascade;`)

    this.addSql(`drop table if exists "storefront_item_mapping" cascade;`)

    this.addSql(`drop table if exists "storefront_dispute" cascade;`)

    this.addSql(
      `alter table if exists "storefront_issue" drop constraint if exists "storefront_issue_kind_check";`
    )

    this.addSql(`drop index if exists "IDX_storefront_payment_compared_at";`)
    this.addSql(
      `alter table if exists "storefront_payment" drop column if exists "compared_at";`
    )

    this.addSql(`drop index if exists "IDX_storefront_issue_created_at_id";`)
    this.addSql(`drop index if exists "IDX_storefront_issue_item_key";`)
    this.addSql(`drop index if exists "IDX_storefront_issue_answering_since";`)
    this.addSql(
      `alter table if exists "storefront_issue" drop column if exists "item_key", drop column if exists "answer", drop column if exists "answering_since", drop column if exists "answered_by_type", drop column if exists "answered_by";`
    )

    this.addSql(
      `alter table if exists "storefront_issue" add constraint "storefront_issue_kind_check" check("kind" in ('line_not_matched', 'line_ambiguous', 'oversold', 'totals_disagree', 'region_missing', 'address_incomplete'));`
    )
  }
}
