;; The image is read-only, and so is every folder of others.
(spit "/usr/lib/written-by-a-program" "outside")
