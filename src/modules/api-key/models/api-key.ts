/** Medusa looks for a module's models here. */
export { StockApiKey as ApiKey } from "../stock-module"
