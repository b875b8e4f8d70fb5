// The image is read-only, and so is every folder of others.
declare var require: any;
require("fs").writeFileSync("/usr/lib/written-by-a-program", "outside");
