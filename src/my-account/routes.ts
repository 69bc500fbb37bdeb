import Router from '@koa/router'
import { download, log, setStatement } from './activity/log.ts'
import { address, changeAddress, newAddress } from './address.ts'
import { type AddressLinkDependencies, followLink, openLink } from './address-links.ts'
import type { MyAccountDependencies } from './dependencies.ts'
import { home } from './home.ts'
import { changeNoticeAddress, noticeAddress } from './notice-address.ts'
import { changePassword, password } from './password.ts'
import { cancelRecovery } from './recovery.ts'
import { endSessions, sessions } from './sessions.ts'
import { services, withdraw } from './connected.ts'
import { close, closeAccount } from './close.ts'

/** All pages of My data, and the links of the mails about an address. */
export function createMyAccountRouter(deps: MyAccountDependencies & AddressLinkDependencies): Router {
  const router = new Router()
  router.get('/fiok', home(deps))
  router.get('/fiok/regisztracios-adatok', address(deps))
  router.get('/fiok/regisztracios-adatok/modositas', newAddress(deps))
  router.post('/fiok/regisztracios-adatok/modositas', changeAddress(deps))
  router.get('/fiok/regisztracios-adatok/ertesites', noticeAddress(deps))
  router.post('/fiok/regisztracios-adatok/ertesites', changeNoticeAddress(deps))
  router.post('/fiok/visszaallitas', cancelRecovery(deps))
  router.get('/fiok/jelszo', password(deps))
  router.post('/fiok/jelszo', changePassword(deps))
  router.get('/fiok/munkamenetek', sessions(deps))
  router.post('/fiok/munkamenetek', endSessions(deps))
  router.get('/fiok/szolgaltatasok', services(deps))
  router.post('/fiok/szolgaltatasok', withdraw(deps))
  router.get('/fiok/naplo', log(deps))
  router.post('/fiok/naplo', setStatement(deps))
  router.post('/fiok/naplo/letoltes', download(deps))
  router.get('/fiok/megszuntetes', close(deps))
  router.post('/fiok/megszuntetes', closeAccount(deps))
  router.get('/cim/megerosites/:token', openLink(deps, 'confirm'))
  router.post('/cim/megerosites/:token', followLink(deps, 'confirm'))
  router.get('/cim/ertesites/:token', openLink(deps, 'notice'))
  router.post('/cim/ertesites/:token', followLink(deps, 'notice'))
  router.get('/cim/visszavonas/:token', openLink(deps, 'undo'))
  router.post('/cim/visszavonas/:token', followLink(deps, 'undo'))
  return router
}
