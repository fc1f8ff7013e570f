/** Starts the page: account menu, connection banner, router. */

import { go, start } from "./router.js";
import { accountMenu } from "./parts/account.js";
import * as photoStore from "./draft/photo-store.js";

function showConnection() {
  const banner = document.getElementById("connection");
  if (!banner) return;
  banner.textContent = navigator.onLine ? "" : "You are offline. Everything you entered is kept; vidx goes on when the connection is back.";
}

accountMenu(() => void go("/"));
window.addEventListener("online", showConnection);
window.addEventListener("offline", showConnection);
showConnection();
void photoStore.forgetOld();
await start();
document.documentElement.dataset.ready = "true";
