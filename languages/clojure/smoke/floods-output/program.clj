(let [line (apply str (repeat 10000 "flood"))]
  (while true
    (println line)))
