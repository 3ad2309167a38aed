import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121062144 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "storefront_issue" drop constraint if exists "storefront_issue_payment_id_kind_subject_unique";`
    )
    this.addSql(
      `alter table if exists "storefront_payment" drop constraint if exists "storefront_payment_order_id_unique";`
    )
    this.addSql(
      `alter table if exists "storefront_payment" drop constraint if exists "storefront_payment_payment_unique";`
    )

    this.addSql(
      `create table if not exists "storefront_payment" ("id" text not null, "payment" text not null, "payment_intent_id" text null, "checkout_session_id" text null, "amount" numeric not null, "currency_code" text not null, "livemode" boolean not null, "source" text check ("source" in ('webhook', 'legacy_api', 'backfill')) not null, "state" text check ("state" in ('open', 'imported', 'held')) not null default 'open', "order_id" text null, "order_display_id" integer null, "imported_at" timestamptz null, "lease_token" text null, "lease_until" timestamptz null, "raw_amount" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "storefront_payment_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_storefront_payment_payment_unique" ON "storefront_payment" ("payment") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_storefront_payment_order_id_unique" ON "storefront_payment" ("order_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_payment_deleted_at" ON "storefront_payment" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_payment_payment_intent_id" ON "storefront_payment" ("payment_intent_id") WHERE payment_intent_id IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_payment_checkout_session_id" ON "storefront_payment" ("checkout_session_id") WHERE checkout_session_id IS NOT NULL AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_payment_state_created_at" ON "storefront_payment" ("state", "created_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "storefront_issue" ("id" text not null, "kind" text check ("kind" in ('line_not_matched', 'line_ambiguous', 'oversold', 'totals_disagree', 'region_missing', 'address_incomplete')) not null, "subject" text not null, "message" text not null, "details" jsonb not null, "answered_at" timestamptz null, "payment_id" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "storefront_issue_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_issue_payment_id" ON "storefront_issue" ("payment_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_issue_deleted_at" ON "storefront_issue" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_storefront_issue_payment_id_kind_subject_unique" ON "storefront_issue" ("payment_id", "kind", "subject") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_storefront_issue_kind_created_at" ON "storefront_issue" ("kind", "created_at") WHERE answered_at IS NULL AND deleted_at IS NULL;`
    )

    this.addSql(
      `alter table if exists "storefront_issue" add constraint "storefront_issue_payment_id_foreign" foreign key ("payment_id") references "storefront_payment" ("id") on update cascade;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "storefront_issue" drop constraint if exists "storefront_issue_payment_id_foreign";`
    )

    this.addSql(`drop table if exists "storefront_payment" cascade;`)

    this.addSql(`drop table if exists "storefront_issue" cascade;`)
  }
}
