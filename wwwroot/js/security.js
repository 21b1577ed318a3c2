import { offerPasskey } from './staff/passkey.js';

const missing = document.querySelector('[data-live="no-passkeys"]');
missing.hidden = offerPasskey('/api/staff/passkeys/options', (options) =>
  navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }));
