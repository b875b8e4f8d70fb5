<?php
$line = str_repeat("flood", 10000) . "\n";
while (true) {
    echo $line;
}
