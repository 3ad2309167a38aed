export { catalog } from "./build-catalog"
export { catalogCategories } from "./catalog-types"
export type {
  CatalogCategory,
  CatalogPrice,
  CatalogPriceTier,
  CatalogStyle,
  CatalogVariant,
  SuitType,
} from "./catalog-types"
export { findSellable, type Sellable } from "./find-sellable"
export { stripeCatalog, type StripeCatalog } from "./stripe-catalog"
