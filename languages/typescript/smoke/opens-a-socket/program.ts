// An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
declare var require: any;
const socket = require("net").connect({ host: "192.0.2.1", port: 80, timeout: 2000 });
socket.on("error", (error: Error) => {
  throw error;
});
