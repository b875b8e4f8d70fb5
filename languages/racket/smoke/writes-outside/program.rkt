#lang racket

; The image is read-only, and so is every folder of others.
(with-output-to-file "/usr/lib/written-by-a-program" (lambda () (display "outside")))
