<?php
// The image is read-only, and so is every folder of others.
$file = new SplFileObject("/usr/lib/written-by-a-program", "w");
$file->fwrite("outside");
