/** Entry point: registers auth, shows the account menu and the connection banner, starts the router. */

import { setAuth } from "./api/client.js";
import { go } from "./navigation.js";
import { start } from "./router.js";
import { accountMenu } from "./components/account.js";
import * as session from "./auth/session.js";
import * as drafts from "./draft/draft.js";
import * as photoStore from "./draft/photo-store.js";

function showConnection() {
  const banner = document.getElementById("connection");
  if (!banner) return;
  banner.textContent = navigator.onLine ? "" : "You are offline. Everything you entered is saved on this device. vidx continues when you are back online.";
}

function openDraft() {
  const email = session.current()?.email;
  if (email) drafts.openFor(email);
}

setAuth({
  getToken: session.accessToken,
  reauthenticate: async () => (await import("./auth/form.js")).reauthenticate(),
});
accountMenu(() => {
  drafts.close();
  void import("./photos/add-files.js").then(({ clear }) => clear());
  void go("/");
});
session.onChange(openDraft);
openDraft();
window.addEventListener("online", showConnection);
window.addEventListener("offline", showConnection);
showConnection();
void photoStore.deleteOld(drafts.neededFiles());
await start();
document.documentElement.dataset.ready = "true";
