(defn count-down [n]
  (if (= n 1)
    n
    (recur (mod (* n 2) 7))))

(assert (= (count-down 0) 1))
