import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121231627 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index if exists "IDX_stock_push_pushed_at";`)
  }

  override async down(): Promise<void> {
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stock_push_pushed_at" ON "stock_push" ("pushed_at") WHERE deleted_at IS NULL;`
    )
  }
}
