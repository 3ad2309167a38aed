import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261121200600 extends Migration {
  // Each push of an item writes its row anew: with room beside it, no index has to be told.

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "stock_item" set (fillfactor = 50);`)
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "stock_item" reset (fillfactor);`)
  }
}
