import { offerPasskey } from './staff/passkey.js';

offerPasskey('/api/staff/passkeys/challenge', (options) =>
  navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }));
