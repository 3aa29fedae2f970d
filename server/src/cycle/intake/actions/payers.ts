export { type PayerOnDay, payerKey, payersOn } from '../store/payers.ts'
