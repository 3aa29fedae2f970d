/** A telephone number of ten digits as people write it; anything else as it is. */
export const phoneText = (phone: string): string => phone.replace(/^(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3')

/** A zip code of nine digits as people write it; anything else as it is. */
export const zipText = (zip: string): string => zip.replace(/^(\d{5})(\d{4})$/, '$1-$2')
