"""First names and surnames of people who do not exist: each is a chance pair. Data only."""


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text. Inside a word, ``_`` is a space: « Le_Gall »."""
    return tuple(word.replace("_", " ") for word in text.split())


FEMALE_NAMES = words(
    """
    Aïcha Aïssatou Alexia Alice Alicia Aline Alya Amandine Ambre Amel Amina Aminata Anaïs Andréa
    Angèle Ania Anissa Anna Apolline Ariane Assia Asma Assa Audrey Aurore Awa Axelle Aya Binta
    Bineta Camila Camille Capucine Carla Cassandra Célia Chaïma Charlotte Chloé Clara Clarisse
    Clémence Coline Coralie Coumba Daphné Dina Djeneba Doriane Eden Elena Élisa Éloïse Elsa Emma
    Emy Enora Estelle Eva Eylül Fanta Farah Fatima Fatoumata Faustine Fiona Flavie Flora Gabriela
    Gaëlle Garance Ghita Grâce Gwenaëlle Hafsa Hajar Halima Hana Héloïse Hina Imane Inaya Inès
    Ioana Jade Jana Jeanne Joséphine Julia Juliette Justine Kadiatou Kahina Kelly Kenza Khadija
    Lana Laurine Layla Léa Léane Leïla Lena Léonie Lila Lilou Lina Lise Loana Lola Loraine Lou
    Louise Lucie Lucile Ludivine Luna Lyna Madeleine Maëlle Maéva Maïmouna Mai Maïwenn Malak Manon
    Margaux Margot Mariam Marion Marta Maryam Mathilde Maya Mélina Mélissa Mei Mila Mina Morgane
    Myriam Nadia Naïma Naomi Nélia Nesrine Nina Ninon Noémie Nora Nour Océane Olivia Ophélie Oumou
    Pauline Perrine Priya Rachel Rania Raphaëlle Rim Romane Rose Roxane Salma Salomé Samia Sandra
    Sara Sarah Selma Sephora Shana Shaïna Sirine Sofia Solène Soraya Stella Suzanne Tasnim Tatiana
    Tess Thaïs Tiana Tiphaine Valentine Vanessa Victoire Vinciane Violette Wassila Yasmine Yousra
    Zélie Zineb Zoé
    """
)

MALE_NAMES = words(
    """
    Aaron Abdel Abdoulaye Achille Adam Adel Adrien Ahmed Aksel Alan Alassane Alban Alexandre Alexis
    Ali Alpha Amadou Amaury Amine Amir Andréas Anis Anthony Antoine Aristide Armand Arthur Aurélien
    Axel Ayoub Bakary Baptiste Basile Bastien Benjamin Benoît Bilal Boubacar Brahim Brayan Bruno
    Calvin Cédric Cheick Christian Clément Corentin Cyprien Cyril Damien Daniel David Dimitri
    Djibril Dorian Dylan Eddy Eliott Élias Elouan Emir Enzo Erwan Ethan Étienne Evan Fabien Farès
    Félix Ferdinand Florian Foued Gabin Gabriel Gaël Gaëtan Gaspard Gauthier Georges Guillaume
    Hamza Haroun Hassan Henri Hugo Ibrahim Idriss Ilan Ilyes Imran Isaac Ismaël Issa Ivan Jassim
    Jean Jérémy Joachim Joao Joris Joseph Joshua Jules Julien Justin Kader Kaïs Kamel Karim Kenny
    Kévin Kilian Lamine Lassana Léandre Lenny Léo Léon Liam Loïc Lorenzo Loris Louis Louka Lucas
    Ludovic Lukas Madi Mahamadou Malik Malo Malone Mamadou Marc Marco Marius Martin Marwan Mathéo
    Mathieu Mathis Matteo Maxence Maxime Mehdi Mickaël Minh Mohamed Moussa Nabil Naël Nathan
    Nicolas Nils Noa Noah Nolan Oscar Othmane Oumar Ousmane Owen Pablo Paul Pierre Prosper Quentin
    Rafael Ranjit Raphaël Rayan Rémi Riad Ricardo Robin Romain Ruben Ryan Sacha Said Salim Sami
    Samuel Seydou Simon Sofiane Souleymane Stan Steven Sullivan Taha Tanguy Tao Teddy Tehani Terii
    Théo Thibault Thomas Tidiane Timéo Timothée Titouan Tom Tristan Ugo Valentin Victor Vincent
    Wassim Wesley Wilson Yacine Yanis Yann Yassine Yohan Youssef Yvan Zakaria Ziad
    """
)

SURNAMES = words(
    """
    Abdou Adjovi Aguilar Ahamada Allard Almeida André Antoine Arnaud Aubert Aubry Aydin Ba Babin
    Bah Bailly Balde Barbier Barre Baron Barry Bazin Belaïd Belkacem Benali Bénard Benoit Bensaïd
    Berger Bernard Berthelot Bertin Bertrand Besson Bianchi Blanc Blanchard Blanchet Blondel Boivin
    Bonnet Boucher Bouchet Boudjemaa Boulanger Bouquet Bourdon Bourgeois Bousquet Boutin Bouvier
    Boyer Brahimi Breton Briand Brun Brunet Caillaud Camara Carlier Caron Carpentier Cattan
    Célestine Chabot Charpentier Charrier Chauvet Chauvin Chen Chérif Chevalier Chevallier Cissé
    Clément Clerc Coelho Cohen Colas Colin Collet Colombel Cordier Cornet Correia Costa Coulibaly
    Courtois Cousin Da_Silva Dacosta Daniel David Delacroix Delage Delannoy Delattre Delaunay
    Delmas Demba Demir Denis Descamps Deschamps Devaux Diaby Diakité Diallo Diarra Dias Diop Diouf
    Doucet Doumbia Dramé Drouet Dubois Duclos Dufour Duhamel Dumas Dumont Duport Dupuis Durand
    Duval El_Amrani El_Idrissi Esteves Etienne Evrard Fabre Faivre Fall Faure Fernandes Fernandez
    Ferrand Ferrari Ferreira Fischer Fleury Fofana Fontaine Fortin Fournier François Gaillard
    Garcia Garnier Gauthier Gautier Gendron Gérard Germain Gilbert Girard Giraud Gomes Gomis
    Gonçalves Gonzalez Goujon Grandjean Grondin Guérin Guichard Guillaume Guillot Guyot Haddad
    Hamel Hamidou Hamon Haoui Hardy Hébert Henry Herbin Hermann Hervé Hoarau Hoareau Huet Humbert
    Hussein Ibanez Imbert Ismaïl Jacob Jacques Jacquet Jean-Baptiste Joly Joseph Jourdan Julien
    Kaba Kacem Kanté Kaya Keïta Keller Kerboul Kieffer Klein Koffi Kouassi Kowalski Lacroix Lagarde
    Lambert Lamy Langlois Laporte Laroche Laurent Le_Bihan Le_Gall Le_Goff Lebon Leblanc Lebrun
    Leclercq Lecomte Lefebvre Léger Legrand Lemaire Lemoine Leroux Leroy Lesage Lévêque Lévy
    Lombard Lopes Louis Lucas Mahamoud Mahé Maillard Mallet Mané Marchal Marchand Maréchal Marie
    Marin Marques Martel Martin Martinez Martins Mas Masson Mathieu Maurice Mayer Mbaye Mendes
    Mendy Menard Mercier Merlin Meunier Meyer Michaud Michel Millet Mohamed Moïse Monnier Moreau
    Morel Moreira Moreno Morin Moulin Moussa Müller Navarro Ndiaye Ngo Nguyen Nicolas Noël Nowak
    Ortiz Ouattara Oudin Ould-Ahmed Ouédraogo Pages Palmer Paris Parent Pascal Payet Pelletier
    Pereira Perez Perret Perrier Perrin Petitjean Pham Philippe Picard Pichon Pinto Poirier Pons
    Popescu Poulain Prévost Queiroz Quéré Rajaona Rakoto Ramos Raynaud Rémy Renard Renaud Renault
    Rey Reynaud Ribeiro Richard Rigaud Rivière Robert Robin Roche Rocher Rodrigues Roger Rolland
    Romero Rossi Rousseau Roussel Rouvière Roux Roy Royer Ruiz Saïd Sagna Salmon Samaké Sanchez
    Sané Santos Schmitt Schneider Seck Serrano Sidibé Silva Simon Singh Soares Sow Sylla Tahiri
    Tall Tanguy Tardy Tavares Tchoumi Teixeira Tessier Thévenet Thiam Thomas Tison Touré Tran
    Traoré Tuffery Turpin Tuihani Valette Vallet Vallée Vasseur Verdier Vergne Vial Vidal Vieira
    Vincent Voisin Wagner Weber Willaume Wong Xavier Yildiz Yilmaz Youssouf Zahra Zerbo Ziani
    """
)
