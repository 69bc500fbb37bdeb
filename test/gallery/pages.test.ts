import { checkPages } from '../browser/gallery-pages.ts'

checkPages()
