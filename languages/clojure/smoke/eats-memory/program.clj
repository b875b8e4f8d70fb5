(loop [blocks []]
  (recur (conj blocks (vec (range 100000)))))
